package dev.keyward.server.kms.importing;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** What a client does to import material, by the JDK alone. */
public final class TestingImports {

    public static final String NEVER = "KEY_MATERIAL_DOES_NOT_EXPIRE";

    private final TestingKms kms;

    public TestingImports(TestingKms kms) {
        this.kms = kms;
    }

    /** A symmetric key that waits for its material. */
    public String createKey(Object... more) {
        var members = new ArrayList<Object>(List.of("Origin", "EXTERNAL"));
        members.addAll(List.of(more));
        return kms.createKey(members.toArray());
    }

    /** 32 bytes that are all {@code filler}. */
    public static byte[] aes(int filler) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) filler);
        return bytes;
    }

    public Struct parameters(String keyId) {
        return parameters(keyId, "RSAES_OAEP_SHA_256", "RSA_2048");
    }

    public Struct parameters(String keyId, String algorithm, String spec) {
        return kms.call(
                "GetParametersForImport",
                "KeyId",
                keyId,
                "WrappingAlgorithm",
                algorithm,
                "WrappingKeySpec",
                spec);
    }

    /** Imports material that does not expire, if nothing else is said; answers with its id. */
    public String importInto(String keyId, byte[] material, Object... more) {
        return kms.call("ImportKeyMaterial", request(keyId, material, more))
                .requiredText("KeyMaterialId");
    }

    /** The members of a request that {@link #importInto} would make. */
    public Object[] request(String keyId, byte[] material, Object... more) {
        return request(keyId, parameters(keyId), "RSAES_OAEP_SHA_256", material, more);
    }

    public Object[] request(
            String keyId, Struct parameters, String algorithm, byte[] material, Object... more) {
        var members = new ArrayList<Object>(List.of(
                "KeyId",
                keyId,
                "ImportToken",
                parameters.requiredBlob("ImportToken"),
                "EncryptedKeyMaterial",
                wrap(parameters.requiredBlob("PublicKey"), algorithm, material)));
        if (!List.of(more).contains("ValidTo")) {
            members.addAll(List.of("ExpirationModel", NEVER));
        }
        members.addAll(List.of(more));
        return members.toArray();
    }

    public static byte[] wrap(byte[] publicKey, String algorithm, byte[] material) {
        try {
            return switch (algorithm) {
                case "RSAES_OAEP_SHA_1" -> oaep(publicKey, "SHA-1", material);
                case "RSAES_OAEP_SHA_256" -> oaep(publicKey, "SHA-256", material);
                case "RSA_AES_KEY_WRAP_SHA_1" -> byAesKey(publicKey, "SHA-1", material);
                case "RSA_AES_KEY_WRAP_SHA_256" -> byAesKey(publicKey, "SHA-256", material);
                default -> throw new IllegalArgumentException(algorithm);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] oaep(byte[] publicKey, String digest, byte[] text)
            throws GeneralSecurityException {
        var key = KeyFactory.getInstance("RSA", "SunRsaSign")
                .generatePublic(new X509EncodedKeySpec(publicKey));
        var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                key,
                new OAEPParameterSpec(
                        digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
        return cipher.doFinal(text);
    }

    private static byte[] byAesKey(byte[] publicKey, String digest, byte[] material)
            throws GeneralSecurityException {
        var aesKey = aes(7);
        var cipher = Cipher.getInstance("AES/KWP/NoPadding", "SunJCE");
        cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(aesKey, "AES"));
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(oaep(publicKey, digest, aesKey));
        joined.writeBytes(cipher.wrap(new SecretKeySpec(material, "RAW")));
        return joined.toByteArray();
    }

    /** {@code bytes} with one bit changed. */
    public static byte[] flipped(byte[] bytes, int at) {
        var changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }
}
