package dev.keyward.crypto.importing;

import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.KeyUsage;

import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * How imported key material is wrapped, named as KMS names it: encrypted by RSAES-OAEP itself, or
 * wrapped by AES-KWP under an AES key that stands before it, encrypted by RSAES-OAEP.
 *
 * <p>Two of KMS's names are not here: {@code RSAES_PKCS1_V1_5}, which it ended in October 2023, and
 * {@code SM2PKE}, which exists in the China Regions only.
 *
 * <p>Source: KMS API Reference, GetParametersForImport, {@code WrappingAlgorithm}; RFC 8017 section
 * 7.1; RFC 5649.
 */
public enum WrappingAlgorithm {
    RSAES_OAEP_SHA_1(1, false, "SHA-1"),
    RSAES_OAEP_SHA_256(2, false, "SHA-256"),
    RSA_AES_KEY_WRAP_SHA_1(3, true, "SHA-1"),
    RSA_AES_KEY_WRAP_SHA_256(4, true, "SHA-256");

    /** How a token names it; never given to another. */
    private final int code;

    private final boolean byAesKey;

    private final String digest;

    WrappingAlgorithm(int code, boolean byAesKey, String digest) {
        this.code = code;
        this.byAesKey = byAesKey;
        this.digest = digest;
    }

    /** The algorithm that KMS calls {@code name}, or nothing if there is none here. */
    public static Optional<WrappingAlgorithm> find(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    static Optional<WrappingAlgorithm> ofCode(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }

    /**
     * Whether KMS takes {@code material} that was wrapped so under a key of {@code wrappingKey}: an
     * RSA private key is too long for RSAES-OAEP, and so is one of the curve P-521 under 2,048 bits;
     * the detour by an AES key is for private keys only.
     */
    public boolean canWrap(KeySpec material, WrappingKeySpec wrappingKey) {
        if (byAesKey) {
            return isPrivateKey(material);
        }
        return switch (material) {
            case RSA_2048, RSA_3072, RSA_4096 -> false;
            case ECC_NIST_P521 -> wrappingKey != WrappingKeySpec.RSA_2048;
            default -> true;
        };
    }

    private static boolean isPrivateKey(KeySpec material) {
        return material != KeySpec.SYMMETRIC_DEFAULT
                && !material.allows(KeyUsage.GENERATE_VERIFY_MAC);
    }

    int code() {
        return code;
    }

    boolean byAesKey() {
        return byAesKey;
    }

    /** The same hash for the label, which is empty, and for the mask, as KMS has it. */
    OAEPParameterSpec padding() {
        return new OAEPParameterSpec(
                digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT);
    }
}
