package dev.keyward.crypto;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The algorithms of Encrypt and Decrypt, named as KMS names them and in the order in which KMS
 * lists them.
 *
 * <p>Source: KMS Developer Guide, "Key spec reference", "RSA key specs for encryption and
 * decryption".
 */
public enum EncryptionAlgorithm {
    SYMMETRIC_DEFAULT,
    RSAES_OAEP_SHA_1,
    RSAES_OAEP_SHA_256,
    SM2PKE;

    /** The algorithms of keys of {@code spec}, in KMS's order; empty if they do not encrypt. */
    public static List<EncryptionAlgorithm> of(KeySpec spec) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.fits(spec)).toList();
    }

    /** The algorithm whose name is {@code text}. */
    public static Optional<EncryptionAlgorithm> parse(String text) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(text))
                .findFirst();
    }

    /** Whether keys of {@code spec} have it. */
    public boolean fits(KeySpec spec) {
        return switch (this) {
            case SYMMETRIC_DEFAULT -> spec == KeySpec.SYMMETRIC_DEFAULT;
            case RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256 -> spec.isRsa();
            case SM2PKE -> spec == KeySpec.SM2;
        };
    }
}
