package dev.keyward.server.kms.data;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypt, Decrypt and ReEncrypt under RSA keys. */
final class RsaEncryptionTest {

    private static final String SHA_256 = "RSAES_OAEP_SHA_256";
    private static final byte[] PLAINTEXT = "attack at dawn".getBytes(StandardCharsets.UTF_8);

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey("KeySpec", "RSA_2048", "KeyUsage", "ENCRYPT_DECRYPT");

    @AfterEach
    void close() {
        kms.close();
    }

    private Struct encrypt(String algorithm, byte[] plaintext) {
        return kms.call(
                "Encrypt", "KeyId", id, "Plaintext", plaintext, "EncryptionAlgorithm", algorithm);
    }

    private Struct decrypt(String algorithm, byte[] blob) {
        return kms.call(
                "Decrypt", "KeyId", id, "CiphertextBlob", blob, "EncryptionAlgorithm", algorithm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSAES_OAEP_SHA_1", SHA_256})
    void decryptsWhatItEncryptedAndNamesNoMaterial(String algorithm) {
        var sealed = encrypt(algorithm, PLAINTEXT);
        assertEquals(256, sealed.requiredBlob("CiphertextBlob").length);
        assertEquals(TestingKms.arn(id).toString(), sealed.requiredText("KeyId"));
        assertEquals(algorithm, sealed.requiredText("EncryptionAlgorithm"));
        var opened = decrypt(algorithm, sealed.requiredBlob("CiphertextBlob"));
        assertArrayEquals(PLAINTEXT, opened.requiredBlob("Plaintext"));
        assertEquals(algorithm, opened.requiredText("EncryptionAlgorithm"));
        assertEquals(TestingKms.arn(id).toString(), opened.requiredText("KeyId"));
        assertFalse(opened.has("KeyMaterialId"));
    }

    @ParameterizedTest
    @CsvSource({"RSAES_OAEP_SHA_1, 214", "RSAES_OAEP_SHA_256, 190"})
    void takesAsMuchAsThePaddingLeavesRoomFor(String algorithm, int most) {
        var blob = encrypt(algorithm, new byte[most]).requiredBlob("CiphertextBlob");
        assertArrayEquals(new byte[most], decrypt(algorithm, blob).requiredBlob("Plaintext"));
        assertRefused(
                "ValidationException",
                "Algorithm " + algorithm + " and key spec RSA_2048 cannot encrypt data larger than "
                        + most + " bytes.",
                () -> encrypt(algorithm, new byte[most + 1]));
    }

    @Test
    void needsItsAlgorithm() {
        assertRefused(
                "InvalidKeyUsageException",
                "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.",
                () -> kms.call("Encrypt", "KeyId", id, "Plaintext", PLAINTEXT));
        var blob = encrypt(SHA_256, PLAINTEXT).requiredBlob("CiphertextBlob");
        assertRefused(
                "InvalidKeyUsageException",
                "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.",
                () -> kms.call("Decrypt", "KeyId", id, "CiphertextBlob", blob));
        assertRefused("InvalidCiphertextException", "", () -> decrypt("RSAES_OAEP_SHA_1", blob));
    }

    @Test
    void theCiphertextDoesNotTellTheKey() {
        var blob = encrypt(SHA_256, PLAINTEXT).requiredBlob("CiphertextBlob");
        assertRefused(
                "InvalidCiphertextException",
                "",
                () -> kms.call("Decrypt", "CiphertextBlob", blob, "EncryptionAlgorithm", SHA_256));
    }

    @Test
    void takesNoEncryptionContext() {
        assertRefused(
                "ValidationException",
                "EncryptionContext is not supported with the algorithm RSAES_OAEP_SHA_256.",
                () -> kms.call(
                        "Encrypt",
                        "KeyId",
                        id,
                        "Plaintext",
                        PLAINTEXT,
                        "EncryptionAlgorithm",
                        SHA_256,
                        "EncryptionContext",
                        Map.of("a", "b")));
    }

    @Test
    void refusesEveryChangedByteAndEveryOtherLength() {
        var blob = encrypt(SHA_256, PLAINTEXT).requiredBlob("CiphertextBlob");
        for (var index = 0; index < blob.length; index++) {
            var changed = blob.clone();
            changed[index] ^= 1;
            assertRefused("InvalidCiphertextException", "", () -> decrypt(SHA_256, changed));
        }
        for (var length : new int[] {1, 255, 257, 6144}) {
            var other = java.util.Arrays.copyOf(blob, length);
            assertRefused("InvalidCiphertextException", "", () -> decrypt(SHA_256, other));
        }
    }

    @Test
    void reEncryptsFromAndToAnyKindOfKey() {
        var symmetric = kms.createKey();
        var blob = encrypt(SHA_256, PLAINTEXT).requiredBlob("CiphertextBlob");
        var moved = kms.call(
                "ReEncrypt",
                "SourceKeyId",
                id,
                "CiphertextBlob",
                blob,
                "SourceEncryptionAlgorithm",
                SHA_256,
                "DestinationKeyId",
                symmetric);
        assertFalse(moved.has("SourceKeyMaterialId"));
        assertTrue(moved.has("DestinationKeyMaterialId"));
        assertEquals(SHA_256, moved.requiredText("SourceEncryptionAlgorithm"));
        assertEquals("SYMMETRIC_DEFAULT", moved.requiredText("DestinationEncryptionAlgorithm"));
        var back = kms.call(
                "ReEncrypt",
                "CiphertextBlob",
                moved.requiredBlob("CiphertextBlob"),
                "DestinationKeyId",
                id,
                "DestinationEncryptionAlgorithm",
                SHA_256);
        assertTrue(back.has("SourceKeyMaterialId"));
        assertFalse(back.has("DestinationKeyMaterialId"));
        assertArrayEquals(
                PLAINTEXT,
                decrypt(SHA_256, back.requiredBlob("CiphertextBlob")).requiredBlob("Plaintext"));
    }

    @Test
    void reEncryptsNothingForWhichThereIsNoRoom() {
        var symmetric = kms.createKey();
        var blob = kms.call("Encrypt", "KeyId", symmetric, "Plaintext", new byte[191])
                .requiredBlob("CiphertextBlob");
        assertRefused(
                "ValidationException",
                "Algorithm RSAES_OAEP_SHA_256 and key spec RSA_2048 cannot encrypt data larger than"
                        + " 190 bytes.",
                () -> kms.call(
                        "ReEncrypt",
                        "CiphertextBlob",
                        blob,
                        "DestinationKeyId",
                        id,
                        "DestinationEncryptionAlgorithm",
                        SHA_256));
    }

    @Test
    void makesNoDataKeys() {
        assertRefused(
                "InvalidKeyUsageException",
                "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.",
                () -> kms.call("GenerateDataKey", "KeyId", id, "KeySpec", "AES_256"));
    }

    @Test
    void aSigningKeyDoesNotEncrypt() {
        var signing = kms.createKey("KeySpec", "RSA_2048", "KeyUsage", "SIGN_VERIFY");
        assertRefused(
                "InvalidKeyUsageException",
                TestingKms.arn(signing)
                        + " key usage is SIGN_VERIFY which is not valid for Encrypt.",
                () -> kms.call(
                        "Encrypt",
                        "KeyId",
                        signing,
                        "Plaintext",
                        PLAINTEXT,
                        "EncryptionAlgorithm",
                        SHA_256));
    }
}
