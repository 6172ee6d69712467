package dev.keyward.server.kms.data;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.kms.TestingKms;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GenerateDataKeyTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void answersWithAKeyAndItsCiphertext() {
        var context = Map.of("table", "users");
        var output = kms.call(
                "GenerateDataKey", "KeyId", id, "KeySpec", "AES_256", "EncryptionContext", context);
        assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
        assertEquals(
                kms.stored(id).currentMaterialId().orElseThrow(),
                output.requiredText("KeyMaterialId"));
        var opened = kms.call(
                "Decrypt",
                "CiphertextBlob",
                output.requiredBlob("CiphertextBlob"),
                "EncryptionContext",
                context);
        assertArrayEquals(output.requiredBlob("Plaintext"), opened.requiredBlob("Plaintext"));
        var again = kms.call("GenerateDataKey", "KeyId", id, "KeySpec", "AES_256");
        assertFalse(
                Arrays.equals(output.requiredBlob("Plaintext"), again.requiredBlob("Plaintext")));
    }

    @ParameterizedTest
    @CsvSource({"AES_128, 16", "AES_256, 32"})
    void hasTheLengthOfItsSpec(String spec, int length) {
        var output = kms.call("GenerateDataKey", "KeyId", id, "KeySpec", spec);
        assertEquals(length, output.requiredBlob("Plaintext").length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 1024})
    void hasTheLengthThatIsAskedFor(int length) {
        var output = kms.call("GenerateDataKey", "KeyId", id, "NumberOfBytes", length);
        assertEquals(length, output.requiredBlob("Plaintext").length);
    }

    @Test
    void needsASpecOrALengthAndNotBoth() {
        var text = "Please specify either number of bytes or key spec.";
        assertRefused("ValidationException", text, () -> kms.call("GenerateDataKey", "KeyId", id));
        assertRefused(
                "ValidationException",
                text,
                () -> kms.call(
                        "GenerateDataKey", "KeyId", id, "KeySpec", "AES_128", "NumberOfBytes", 16));
    }

    @Test
    void aDryRunMakesNoKey() {
        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> kms.call(
                        "GenerateDataKey", "KeyId", id, "KeySpec", "AES_128", "DryRun", true));
    }

    @Test
    void needsItsOwnPermission() {
        var user = kms.keyward().user("app");
        kms.keyward().allow(user, TestingKms.allowing("kms:GenerateDataKeyWithoutPlaintext"));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/app is not authorized to perform: kms:GenerateDataKey"
                        + " on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:GenerateDataKey action",
                () -> kms.callAs(user, "GenerateDataKey", "KeyId", id, "KeySpec", "AES_128"));
    }
}
