package dev.keyward.crypto;

import java.util.EnumSet;
import java.util.Set;

/**
 * The type of a key, named as KMS names it, with the usages it can have.
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
}
