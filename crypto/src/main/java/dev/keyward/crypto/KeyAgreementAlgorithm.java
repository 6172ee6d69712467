package dev.keyward.crypto;

import java.util.List;
import java.util.Optional;

/**
 * The algorithms of DeriveSharedSecret, named as KMS names them.
 *
 * <p>Source: KMS API Reference, DeriveSharedSecret, {@code KeyAgreementAlgorithm}.
 */
public enum KeyAgreementAlgorithm {
    ECDH;

    /** The algorithms of keys of {@code spec}; empty if they agree on nothing. */
    public static List<KeyAgreementAlgorithm> of(KeySpec spec) {
        return spec.allows(KeyUsage.KEY_AGREEMENT) ? List.of(ECDH) : List.of();
    }

    /** The algorithm whose name is {@code text}. */
    public static Optional<KeyAgreementAlgorithm> parse(String text) {
        return ECDH.name().equals(text) ? Optional.of(ECDH) : Optional.empty();
    }
}
