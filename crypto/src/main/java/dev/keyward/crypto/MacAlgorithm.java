package dev.keyward.crypto;

import java.util.Arrays;
import java.util.Optional;

/**
 * The algorithms of GenerateMac, named as KMS names them. A key of spec {@code HMAC_n} has {@code
 * HMAC_SHA_n} and no other.
 *
 * <p>Source: KMS Developer Guide, "HMAC keys in KMS", "Key specs for HMAC KMS keys".
 */
public enum MacAlgorithm {
    HMAC_SHA_224(KeySpec.HMAC_224, "HmacSHA224", 28),
    HMAC_SHA_256(KeySpec.HMAC_256, "HmacSHA256", 32),
    HMAC_SHA_384(KeySpec.HMAC_384, "HmacSHA384", 48),
    HMAC_SHA_512(KeySpec.HMAC_512, "HmacSHA512", 64);

    private final KeySpec spec;

    private final String jcaName;

    private final int length;

    MacAlgorithm(KeySpec spec, String jcaName, int length) {
        this.spec = spec;
        this.jcaName = jcaName;
        this.length = length;
    }

    /** The algorithm of keys of {@code spec}, or nothing if they make no MACs. */
    public static Optional<MacAlgorithm> of(KeySpec spec) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.spec == spec)
                .findFirst();
    }

    /** The spec of the keys that have this algorithm. */
    public KeySpec spec() {
        return spec;
    }

    /** How many bytes a MAC has, and the material of a key at least. */
    public int length() {
        return length;
    }

    String jcaName() {
        return jcaName;
    }
}
