package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import dev.keyward.server.store.Topic;

import java.util.Optional;

/** The primary key of a KMS key: the parts of its ARN. */
record KeyName(AccountId account, Region region, String id) {

    /** The condition of one key's rows in every table that has them; its parameters are the three parts. */
    static final String OF_KEY = " WHERE account_id = ? AND region = ? AND key_id = ?";

    private static final String KEY = "key/";

    static KeyName of(KmsKey key) {
        return new KeyName(key.account(), key.region(), key.id());
    }

    /** The topic of whatever key {@code arn} names; cheap, since every hot read asks for it. */
    static Topic topic(Arn arn) {
        return new Topic.Key(idIn(arn));
    }

    /** The topic of the grants on whatever key {@code arn} names. */
    static Topic grantsTopic(Arn arn) {
        return new Topic.Grants(idIn(arn));
    }

    private static String idIn(Arn arn) {
        return arn.resource().startsWith(KEY) ? arn.resource().substring(KEY.length()) : "";
    }

    /** The name in a key ARN; empty for an ARN that no key of this server can have. */
    static Optional<KeyName> parse(Arn arn) {
        var canBeHere = arn.partition().equals("aws")
                && arn.service().equals("kms")
                && arn.resource().startsWith(KEY)
                && AccountId.isAccountId(arn.account())
                && Region.isRegion(arn.region());
        return canBeHere
                ? Optional.of(new KeyName(
                        new AccountId(arn.account()),
                        new Region(arn.region()),
                        arn.resource().substring(KEY.length())))
                : Optional.empty();
    }

    /** The name in the ARN of a key that is to be written. */
    static KeyName require(Arn arn) {
        return parse(arn).orElseThrow(() -> new IllegalStateException(arn + " names no key"));
    }

    Arn arn() {
        return KmsKey.arnOf(account, region, id);
    }

    Topic topic() {
        return new Topic.Key(id);
    }

    Topic grantsTopic() {
        return new Topic.Grants(id);
    }
}
