package dev.keyward.server.kms.sign;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.kms.TestingKms;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GenerateMacTest {

    private static final byte[] MESSAGE = {1, 2, 3};

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    private String hmacKey(String spec) {
        return kms.createKey("KeySpec", spec, "KeyUsage", "GENERATE_VERIFY_MAC");
    }

    private byte[] mac(String id, byte[] message) {
        return kms.call(
                        "GenerateMac",
                        "KeyId",
                        id,
                        "Message",
                        message,
                        "MacAlgorithm",
                        "HMAC_SHA_256")
                .requiredBlob("Mac");
    }

    @ParameterizedTest
    @CsvSource({"HMAC_224, 28", "HMAC_256, 32", "HMAC_384, 48", "HMAC_512, 64"})
    void hasTheLengthOfItsAlgorithm(String spec, int length) {
        var id = hmacKey(spec);
        var algorithm = spec.replace("HMAC_", "HMAC_SHA_");
        var output =
                kms.call("GenerateMac", "KeyId", id, "Message", MESSAGE, "MacAlgorithm", algorithm);
        assertEquals(length, output.requiredBlob("Mac").length);
        assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
        assertEquals(algorithm, output.requiredText("MacAlgorithm"));
        var metadata = TestingKms.metadata(kms.call("DescribeKey", "KeyId", id));
        assertEquals(List.of(algorithm), metadata.texts("MacAlgorithms"));
        assertFalse(metadata.has("EncryptionAlgorithms"));
        assertFalse(metadata.has("CurrentKeyMaterialId"));
    }

    @Test
    void dependsOnTheKeyAndTheMessage() {
        var id = hmacKey("HMAC_256");
        assertArrayEquals(mac(id, MESSAGE), mac(id, MESSAGE));
        assertFalse(Arrays.equals(mac(id, MESSAGE), mac(id, new byte[] {1, 2, 4})));
        assertFalse(Arrays.equals(mac(id, MESSAGE), mac(hmacKey("HMAC_256"), MESSAGE)));
    }

    @Test
    void refusesAnAlgorithmOfAnotherSpec() {
        assertRefused(
                "InvalidKeyUsageException",
                "Algorithm HMAC_SHA_256 is incompatible with key spec HMAC_224.",
                () -> mac(hmacKey("HMAC_224"), MESSAGE));
    }

    @Test
    void refusesAKeyOfAnotherUsage() {
        var id = kms.createKey();
        assertRefused(
                "InvalidKeyUsageException",
                TestingKms.arn(id)
                        + " key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac.",
                () -> mac(id, MESSAGE));
        assertRefused(
                "InvalidKeyUsageException",
                TestingKms.arn(hmacKey("HMAC_256"))
                        + " key usage is GENERATE_VERIFY_MAC which is not valid for Encrypt.",
                () -> kms.call(
                        "Encrypt",
                        "KeyId",
                        kms.call("ListKeys").structs("Keys").stream()
                                .map(key -> key.requiredText("KeyId"))
                                .filter(other -> !other.equals(id))
                                .findFirst()
                                .orElseThrow(),
                        "Plaintext",
                        MESSAGE));
    }

    @Test
    void aDryRunMakesNoMac() {
        var id = hmacKey("HMAC_256");
        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> kms.call(
                        "GenerateMac",
                        "KeyId",
                        id,
                        "Message",
                        MESSAGE,
                        "MacAlgorithm",
                        "HMAC_SHA_256",
                        "DryRun",
                        true));
    }

    @Test
    void refusesADisabledKeyBeforeItsUsage() {
        var id = kms.createKey();
        kms.call("DisableKey", "KeyId", id);
        assertRefused(
                "DisabledException", TestingKms.arn(id) + " is disabled.", () -> mac(id, MESSAGE));
    }
}
