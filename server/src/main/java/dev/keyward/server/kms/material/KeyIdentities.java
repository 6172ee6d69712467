package dev.keyward.server.kms.material;

import dev.keyward.crypto.KeyIdentity;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;

import java.util.Optional;

/**
 * The names by which material and ciphertexts are bound to keys: the account and the key id. The Region
 * is left out, so that related multi-Region keys open each other's ciphertexts; ids of other keys are
 * never given twice.
 */
public final class KeyIdentities {

    private KeyIdentities() {}

    /** What {@code key}'s material belongs to. */
    public static KeyIdentity of(KmsKey key) {
        return of(key.account(), key.id());
    }

    static KeyIdentity of(AccountId account, String keyId) {
        return new KeyIdentity(account + "/" + keyId);
    }

    /** The key in {@code region} that an identity names; empty if it cannot be the identity of a key. */
    public static Optional<Arn> keyArn(KeyIdentity identity, Region region) {
        var slash = identity.value().indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        var account = identity.value().substring(0, slash);
        return AccountId.isAccountId(account)
                ? Optional.of(KmsKey.arnOf(
                        new AccountId(account), region, identity.value().substring(slash + 1)))
                : Optional.empty();
    }
}
