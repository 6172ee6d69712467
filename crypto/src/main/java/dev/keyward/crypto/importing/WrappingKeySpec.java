package dev.keyward.crypto.importing;

import java.util.Arrays;
import java.util.Optional;

/**
 * The type of a key pair that imported key material is wrapped under, named as KMS names it. KMS's
 * {@code SM2} is not here: it exists in the China Regions only.
 *
 * <p>Source: KMS API Reference, GetParametersForImport, {@code WrappingKeySpec}.
 */
public enum WrappingKeySpec {
    RSA_2048(1, 2_048),
    RSA_3072(2, 3_072),
    RSA_4096(3, 4_096);

    /** How a token names it; never given to another. */
    private final int code;

    private final int bits;

    WrappingKeySpec(int code, int bits) {
        this.code = code;
        this.bits = bits;
    }

    /** The spec that KMS calls {@code name}, or nothing if there is none here. */
    public static Optional<WrappingKeySpec> find(String name) {
        return Arrays.stream(values()).filter(spec -> spec.name().equals(name)).findFirst();
    }

    static Optional<WrappingKeySpec> ofCode(int code) {
        return Arrays.stream(values()).filter(spec -> spec.code == code).findFirst();
    }

    int code() {
        return code;
    }

    /** Of the modulus. */
    int bits() {
        return bits;
    }

    /** Of the modulus, and so of everything encrypted under such a key. */
    int bytes() {
        return bits / Byte.SIZE;
    }
}
