package dev.keyward.crypto;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The type of a key, named as KMS names it, with the usages that it can have and the algorithms for
 * each.
 *
 * <p>Source: KMS Developer Guide, "Key spec reference".
 */
public enum KeySpec {
    SYMMETRIC_DEFAULT(KeyUsage.ENCRYPT_DECRYPT),
    HMAC_224(KeyUsage.GENERATE_VERIFY_MAC),
    HMAC_256(KeyUsage.GENERATE_VERIFY_MAC),
    HMAC_384(KeyUsage.GENERATE_VERIFY_MAC),
    HMAC_512(KeyUsage.GENERATE_VERIFY_MAC),
    RSA_2048(KeyUsage.ENCRYPT_DECRYPT, KeyUsage.SIGN_VERIFY),
    RSA_3072(KeyUsage.ENCRYPT_DECRYPT, KeyUsage.SIGN_VERIFY),
    RSA_4096(KeyUsage.ENCRYPT_DECRYPT, KeyUsage.SIGN_VERIFY),
    ECC_NIST_P256(KeyUsage.SIGN_VERIFY, KeyUsage.KEY_AGREEMENT),
    ECC_NIST_P384(KeyUsage.SIGN_VERIFY, KeyUsage.KEY_AGREEMENT),
    ECC_NIST_P521(KeyUsage.SIGN_VERIFY, KeyUsage.KEY_AGREEMENT),
    ECC_SECG_P256K1(KeyUsage.SIGN_VERIFY),
    ECC_NIST_EDWARDS25519(KeyUsage.SIGN_VERIFY),
    ML_DSA_44(KeyUsage.SIGN_VERIFY),
    ML_DSA_65(KeyUsage.SIGN_VERIFY),
    ML_DSA_87(KeyUsage.SIGN_VERIFY),
    SM2(KeyUsage.ENCRYPT_DECRYPT, KeyUsage.SIGN_VERIFY, KeyUsage.KEY_AGREEMENT);

    @SuppressWarnings("ImmutableEnumChecker") // written once, never handed out
    private final Set<KeyUsage> usages;

    KeySpec(KeyUsage first, KeyUsage... others) {
        this.usages = EnumSet.of(first, others);
    }

    public boolean allows(KeyUsage usage) {
        return usages.contains(usage);
    }

    /** Whether a key has a private and a public part. */
    public boolean isAsymmetric() {
        return allows(KeyUsage.SIGN_VERIFY);
    }

    /** Whether it is one of the RSA specs. */
    public boolean isRsa() {
        return this == RSA_2048 || this == RSA_3072 || this == RSA_4096;
    }

    /**
     * How many bits the modulus has.
     *
     * @throws IllegalArgumentException if it is none of the RSA specs
     */
    public int rsaBits() {
        return switch (this) {
            case RSA_2048 -> 2_048;
            case RSA_3072 -> 3_072;
            case RSA_4096 -> 4_096;
            default -> throw new IllegalArgumentException(this + " has no modulus");
        };
    }

    /** What Sign and Verify do with such a key, in KMS's order. */
    public List<SigningAlgorithm> signingAlgorithms() {
        return SigningAlgorithm.of(this);
    }

    /** What Encrypt and Decrypt do with such a key, in KMS's order. */
    public List<EncryptionAlgorithm> encryptionAlgorithms() {
        return EncryptionAlgorithm.of(this);
    }

    /** What GenerateMac and VerifyMac do with such a key: one or none. */
    public List<MacAlgorithm> macAlgorithms() {
        return MacAlgorithm.of(this).stream().toList();
    }

    /** What DeriveSharedSecret does with such a key: one or none. */
    public List<KeyAgreementAlgorithm> keyAgreementAlgorithms() {
        return KeyAgreementAlgorithm.of(this);
    }
}
