package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.ImportType;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.WrappingKeySpec;

/** Key material that the JDK made, wrapped as the KMS Developer Guide says, and rotation. */
final class ImportScenarios {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] MESSAGE = "attack at dawn".getBytes(StandardCharsets.UTF_8);

    private ImportScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("an imported AES key encrypts", ImportScenarios::aes),
                new Scenario(
                        "imported material is rotated on demand, and the old one still decrypts",
                        ImportScenarios::rotatedAes),
                new Scenario("an imported HMAC key makes the JDK's MACs", ImportScenarios::hmac),
                new Scenario("an imported RSA key signs", ImportScenarios::rsa),
                new Scenario("an imported elliptic key signs", ImportScenarios::ec),
                new Scenario("deleted material leaves its key waiting", ImportScenarios::deleted),
                new Scenario("a rotated key decrypts what it encrypted", ImportScenarios::rotated));
    }

    private static Executable aes(Scene scene) {
        var key = newKey(scene, KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
        importInto(scene, key, AlgorithmSpec.RSAES_OAEP_SHA_256, bytes(32));
        var blob = SdkBytes.fromByteArray(scene.encrypt(RunningKeyward.ROOT, key));
        return () -> assertArrayEquals(
                MESSAGE,
                scene.adminKms.decrypt(r -> r.ciphertextBlob(blob)).plaintext().asByteArray());
    }

    private static Executable rotatedAes(Scene scene) {
        var key = newKey(scene, KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
        importInto(scene, key, AlgorithmSpec.RSAES_OAEP_SHA_1, bytes(32));
        var blob = SdkBytes.fromByteArray(scene.encrypt(RunningKeyward.ROOT, key));
        var parameters = parameters(scene, key, AlgorithmSpec.RSAES_OAEP_SHA_256);
        var validTo = Instant.now().plus(Duration.ofDays(30));
        scene.adminKms.importKeyMaterial(r -> r.keyId(key.id())
                .importToken(parameters.token())
                .encryptedKeyMaterial(parameters.wrapped(bytes(32)))
                .importType(ImportType.NEW_KEY_MATERIAL)
                .keyMaterialDescription("the second")
                .expirationModel(ExpirationModelType.KEY_MATERIAL_EXPIRES)
                .validTo(validTo));
        scene.adminKms.rotateKeyOnDemand(r -> r.keyId(key.id()));
        return () -> {
            var opened = scene.adminKms.decrypt(r -> r.ciphertextBlob(blob));
            var current = scene.adminKms.describeKey(r -> r.keyId(key.id())).keyMetadata();
            var all = scene.adminKms
                    .listKeyRotations(r -> r.keyId(key.id())
                            .includeKeyMaterial(IncludeKeyMaterial.ALL_KEY_MATERIAL))
                    .rotations();
            assertEquals(
                    List.of(opened.keyMaterialId(), current.currentKeyMaterialId()),
                    all.stream().map(RotationsListEntry::keyMaterialId).toList());
            assertEquals("the second", all.getLast().keyMaterialDescription());
            assertEquals(validTo.toEpochMilli(), current.validTo().toEpochMilli());
        };
    }

    private static Executable hmac(Scene scene) {
        var key = newKey(scene, KeySpec.HMAC_384, KeyUsageType.GENERATE_VERIFY_MAC);
        var secret = bytes(48);
        importInto(scene, key, AlgorithmSpec.RSAES_OAEP_SHA_256, secret);
        return () -> {
            var mac = Mac.getInstance("HmacSHA384");
            mac.init(new SecretKeySpec(secret, "HmacSHA384"));
            assertArrayEquals(
                    mac.doFinal(MESSAGE),
                    scene.adminKms
                            .generateMac(r -> r.keyId(key.id())
                                    .message(SdkBytes.fromByteArray(MESSAGE))
                                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_384))
                            .mac()
                            .asByteArray());
        };
    }

    private static Executable rsa(Scene scene) {
        var pair = pair("RSA", new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4));
        var key = newKey(scene, KeySpec.RSA_3072, KeyUsageType.SIGN_VERIFY);
        importInto(
                scene,
                key,
                AlgorithmSpec.RSA_AES_KEY_WRAP_SHA_256,
                pair.getPrivate().getEncoded());
        return () -> assertSigns(
                scene, key, pair, SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256, "SHA256withRSA");
    }

    private static Executable ec(Scene scene) {
        var pair = pair("EC", new ECGenParameterSpec("secp256r1"));
        var key = newKey(scene, KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
        importInto(
                scene, key, AlgorithmSpec.RSAES_OAEP_SHA_256, pair.getPrivate().getEncoded());
        return () -> assertSigns(
                scene, key, pair, SigningAlgorithmSpec.ECDSA_SHA_256, "SHA256withECDSA");
    }

    private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK makes no keys for " + algorithm, e);
        }
    }

    private static void assertSigns(
            Scene scene,
            Scene.Key key,
            KeyPair pair,
            SigningAlgorithmSpec algorithm,
            String jcaName)
            throws GeneralSecurityException {
        var signature = scene.adminKms
                .sign(r -> r.keyId(key.id())
                        .message(SdkBytes.fromByteArray(MESSAGE))
                        .signingAlgorithm(algorithm))
                .signature()
                .asByteArray();
        var verifier = Signature.getInstance(jcaName);
        verifier.initVerify(pair.getPublic());
        verifier.update(MESSAGE);
        assertTrue(verifier.verify(signature));
    }

    private static Executable deleted(Scene scene) {
        var key = newKey(scene, KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
        var material = bytes(32);
        importInto(scene, key, AlgorithmSpec.RSAES_OAEP_SHA_256, material);
        scene.adminKms.deleteImportedKeyMaterial(r -> r.keyId(key.id()));
        return () -> {
            Scene.assertRefused(
                    "KMSInvalidStateException", () -> scene.encrypt(RunningKeyward.ROOT, key));
            Scene.assertRefused(
                    "IncorrectKeyMaterialException",
                    () -> importInto(scene, key, AlgorithmSpec.RSAES_OAEP_SHA_256, bytes(32)));
            importInto(scene, key, AlgorithmSpec.RSAES_OAEP_SHA_256, material);
            scene.assertCanEncrypt(RunningKeyward.ROOT, key);
            scene.adminKms.deleteImportedKeyMaterial(r -> r.keyId(key.id()));
        };
    }

    private static Executable rotated(Scene scene) {
        var key = scene.key();
        scene.adminKms.enableKeyRotation(r -> r.keyId(key.id()).rotationPeriodInDays(90));
        var blob = SdkBytes.fromByteArray(scene.encrypt(RunningKeyward.ROOT, key));
        scene.adminKms.rotateKeyOnDemand(r -> r.keyId(key.id()));
        return () -> {
            assertArrayEquals(
                    MESSAGE,
                    scene.adminKms
                            .decrypt(r -> r.ciphertextBlob(blob))
                            .plaintext()
                            .asByteArray());
            var status = scene.adminKms.getKeyRotationStatus(r -> r.keyId(key.id()));
            assertEquals(90, status.rotationPeriodInDays());
            assertEquals(
                    1,
                    scene
                            .adminKms
                            .listKeyRotationsPaginator(r -> r.keyId(key.id()))
                            .rotations()
                            .stream()
                            .count());
        };
    }

    private static Scene.Key newKey(Scene scene, KeySpec spec, KeyUsageType usage) {
        var made = scene.adminKms
                .createKey(r -> r.origin(OriginType.EXTERNAL).keySpec(spec).keyUsage(usage))
                .keyMetadata();
        return new Scene.Key(made.keyId(), made.arn());
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static void importInto(
            Scene scene, Scene.Key key, AlgorithmSpec algorithm, byte[] material) {
        var parameters = parameters(scene, key, algorithm);
        scene.adminKms.importKeyMaterial(r -> r.keyId(key.id())
                .importToken(parameters.token())
                .encryptedKeyMaterial(parameters.wrapped(material))
                .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE));
    }

    static Parameters parameters(Scene scene, Scene.Key key, AlgorithmSpec algorithm) {
        var answer = scene.adminKms.getParametersForImport(r -> r.keyId(key.id())
                .wrappingAlgorithm(algorithm)
                .wrappingKeySpec(WrappingKeySpec.RSA_3072));
        return new Parameters(answer.importToken(), answer.publicKey(), algorithm);
    }

    record Parameters(SdkBytes token, SdkBytes publicKey, AlgorithmSpec algorithm) {

        SdkBytes wrapped(byte[] material) {
            try {
                return SdkBytes.fromByteArray(
                        algorithm.toString().startsWith("RSA_AES")
                                ? byAesKey(material)
                                : encrypt(material));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the JDK cannot wrap by " + algorithm, e);
            }
        }

        private byte[] byAesKey(byte[] material) throws GeneralSecurityException {
            var aesKey = bytes(32);
            var cipher = Cipher.getInstance("AES/KWP/NoPadding");
            cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(aesKey, "AES"));
            var wrapped = cipher.wrap(new SecretKeySpec(material, "RAW"));
            var encrypted = encrypt(aesKey);
            return ByteBuffer.allocate(encrypted.length + wrapped.length)
                    .put(encrypted)
                    .put(wrapped)
                    .array();
        }

        private byte[] encrypt(byte[] text) throws GeneralSecurityException {
            var digest = algorithm.toString().endsWith("SHA_1") ? "SHA-1" : "SHA-256";
            var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new X509EncodedKeySpec(publicKey.asByteArray())),
                    new OAEPParameterSpec(
                            digest,
                            "MGF1",
                            new MGF1ParameterSpec(digest),
                            PSource.PSpecified.DEFAULT));
            return cipher.doFinal(text);
        }
    }
}
