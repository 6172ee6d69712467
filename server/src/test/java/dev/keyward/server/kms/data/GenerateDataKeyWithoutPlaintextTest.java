package dev.keyward.server.kms.data;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.kms.TestingKms;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GenerateDataKeyWithoutPlaintextTest {

    private static final String NAME = "GenerateDataKeyWithoutPlaintext";

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void answersWithACiphertextOnly() {
        var output = kms.call(NAME, "KeyId", id, "NumberOfBytes", 48);
        assertEquals(
                Set.of("CiphertextBlob", "KeyId", "KeyMaterialId"),
                output.members().keySet());
        assertFalse(output.has("Plaintext"));
        var opened = kms.call("Decrypt", "CiphertextBlob", output.requiredBlob("CiphertextBlob"));
        assertEquals(48, opened.requiredBlob("Plaintext").length);
    }

    @Test
    void refusesADisabledKeyAndADryRun() {
        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> kms.call(NAME, "KeyId", id, "KeySpec", "AES_128", "DryRun", true));
        kms.call("DisableKey", "KeyId", id);
        assertRefused(
                "DisabledException",
                TestingKms.arn(id) + " is disabled.",
                () -> kms.call(NAME, "KeyId", id, "KeySpec", "AES_128"));
    }
}
