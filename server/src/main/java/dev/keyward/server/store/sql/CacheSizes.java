package dev.keyward.server.store.sql;

/**
 * How much a store keeps in memory.
 *
 * @param keys KMS keys with policies of up to 4 KB; one with a larger policy counts as several. As
 *     many aliases, pieces of sealed material and single grants
 * @param identities of each kind: users, roles, access keys, names, and lists of a user's groups
 */
public record CacheSizes(int keys, int identities) {

    /** For a heap of 256 MB or more. */
    public static final CacheSizes STANDARD = new CacheSizes(10_000, 10_000);

    public CacheSizes {
        if (keys < 0 || identities < 0) {
            throw new IllegalArgumentException(
                    "caches of " + keys + " keys and " + identities + " identities");
        }
    }
}
