package dev.keyward.server.kms.key;

import dev.keyward.crypto.RandomSource;

/**
 * Makes key ids: a random UUID, or {@code mrk-} and 32 digits for a multi-Region key.
 *
 * <p>Source: KMS Developer Guide, "Key identifiers (KeyId)".
 */
final class KeyIds {

    private KeyIds() {}

    static String next(RandomSource random) {
        return random.uuid().toString();
    }

    static String nextMultiRegion(RandomSource random) {
        return "mrk-" + random.uuid().toString().replace("-", "");
    }
}
