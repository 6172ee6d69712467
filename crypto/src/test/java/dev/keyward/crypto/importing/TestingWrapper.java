package dev.keyward.crypto.importing;

import dev.keyward.crypto.Bytes;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;

import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** What a client does with a wrapping public key, by the JDK alone. */
public final class TestingWrapper {

    private TestingWrapper() {}

    public static byte[] wrap(byte[] publicKey, WrappingAlgorithm algorithm, byte[] material)
            throws GeneralSecurityException {
        return switch (algorithm) {
            case RSAES_OAEP_SHA_1 -> encrypt(publicKey, "SHA-1", material);
            case RSAES_OAEP_SHA_256 -> encrypt(publicKey, "SHA-256", material);
            case RSA_AES_KEY_WRAP_SHA_1 -> byAesKey(publicKey, "SHA-1", material);
            case RSA_AES_KEY_WRAP_SHA_256 -> byAesKey(publicKey, "SHA-256", material);
        };
    }

    private static byte[] byAesKey(byte[] publicKey, String digest, byte[] material)
            throws GeneralSecurityException {
        var aesKey = new byte[32];
        aesKey[0] = 7;
        return Bytes.join(encrypt(publicKey, digest, aesKey), keyWrap(aesKey, material));
    }

    static byte[] keyWrap(byte[] aesKey, byte[] material) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/KWP/NoPadding", "SunJCE");
        cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(aesKey, "AES"));
        return cipher.wrap(new SecretKeySpec(material, "RAW"));
    }

    static byte[] encrypt(byte[] publicKey, String digest, byte[] text)
            throws GeneralSecurityException {
        var padding = new OAEPParameterSpec(
                digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT);
        return encrypt(publicKey, padding, text);
    }

    static byte[] encrypt(byte[] publicKey, OAEPParameterSpec padding, byte[] text)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
        cipher.init(Cipher.ENCRYPT_MODE, key(publicKey), padding);
        return cipher.doFinal(text);
    }

    static RSAPublicKey key(byte[] publicKey) throws GeneralSecurityException {
        return (RSAPublicKey) KeyFactory.getInstance("RSA", "SunRsaSign")
                .generatePublic(new X509EncodedKeySpec(publicKey));
    }
}
