package dev.keyward.server.kms.key;

import dev.keyward.crypto.RandomSource;

import java.util.HexFormat;

/**
 * Makes key ids: a random UUID, or {@code mrk-} and 32 digits for a multi-Region key.
 *
 * <p>Source: KMS Developer Guide, "Key identifiers (KeyId)"; RFC 9562 for the version and variant bits.
 */
final class KeyIds {

    private static final int BYTES = 16;
    private static final int[] GROUP_ENDS = {8, 12, 16, 20};

    private KeyIds() {}

    static String next(RandomSource random) {
        var id = new StringBuilder(digits(random));
        for (var group = GROUP_ENDS.length - 1; group >= 0; group--) {
            id.insert(GROUP_ENDS[group], '-');
        }
        return id.toString();
    }

    static String nextMultiRegion(RandomSource random) {
        return "mrk-" + digits(random);
    }

    private static String digits(RandomSource random) {
        var bytes = random.bytes(BYTES);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        return HexFormat.of().formatHex(bytes);
    }
}
