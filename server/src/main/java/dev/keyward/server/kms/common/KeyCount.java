package dev.keyward.server.kms.common;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Region;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

/**
 * How many keys an account may have in a Region: 100,000, replicas among them.
 *
 * <p>Source: KMS Developer Guide, "Resource quotas".
 */
public final class KeyCount {

    private static final int MOST = 100_000;

    private KeyCount() {}

    /**
     * Refuses one more key where there are all that AWS allows by default.
     *
     * @throws ServiceException {@code LimitExceededException}
     */
    public static void requireRoom(AccountId account, Region region, Snapshot snapshot) {
        requireRoom(snapshot.keys().count(account, region), account, region);
    }

    static void requireRoom(int count, AccountId account, Region region) {
        if (count >= MOST) {
            throw KmsError.LIMIT_EXCEEDED.because("there are " + MOST + " keys in account "
                    + account + " and Region " + region + ", the most that there can be");
        }
    }
}
