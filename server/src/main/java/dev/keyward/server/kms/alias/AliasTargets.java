package dev.keyward.server.kms.alias;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.model.Alias;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

/** From an alias of the caller's account to its key, and how many of them a key may have. */
final class AliasTargets {

    /** Source: KMS Developer Guide, "Resource quotas". */
    private static final int MOST_OF_A_KEY = 50;

    private AliasTargets() {}

    /**
     * The alias of that name.
     *
     * @throws ServiceException {@code NotFoundException} if there is none
     */
    static Alias get(String name, Call call, Snapshot snapshot) {
        return snapshot.aliases()
                .find(call.account(), call.region(), name)
                .orElseThrow(() -> KmsError.NOT_FOUND.because("Alias "
                        + Alias.arnOf(call.account(), call.region(), name) + " is not found."));
    }

    /** The key that the alias leads to. */
    static KmsKey key(Alias alias, Snapshot snapshot) {
        var arn = KmsKey.arnOf(alias.account(), alias.region(), alias.targetKeyId());
        return snapshot.keys()
                .find(arn)
                .orElseThrow(() ->
                        new IllegalStateException(alias.arn() + " leads to no key but " + arn));
    }

    /**
     * Refuses one more alias for a key that has all it may have.
     *
     * @throws ServiceException {@code LimitExceededException}
     */
    static void requireRoom(KmsKey key) {
        if (key.aliases().size() >= MOST_OF_A_KEY) {
            throw KmsError.LIMIT_EXCEEDED.because(
                    key.arn() + " has " + MOST_OF_A_KEY + " aliases, the most that a key can have");
        }
    }
}
