package dev.keyward.server.kms.data;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReEncryptTest {

    private static final byte[] PLAINTEXT = "attack at dawn".getBytes(StandardCharsets.UTF_8);

    private final TestingKms kms = new TestingKms();
    private final String from = kms.createKey();
    private final String to = kms.createKey();
    private final byte[] blob = kms.call(
                    "Encrypt",
                    "KeyId",
                    from,
                    "Plaintext",
                    PLAINTEXT,
                    "EncryptionContext",
                    Map.of("a", "1"))
            .requiredBlob("CiphertextBlob");

    @AfterEach
    void close() {
        kms.close();
    }

    private Object[] request(String destination) {
        return new Object[] {
            "CiphertextBlob",
            blob,
            "SourceEncryptionContext",
            Map.of("a", "1"),
            "DestinationKeyId",
            destination,
            "DestinationEncryptionContext",
            Map.of("b", "2")
        };
    }

    @Test
    void movesACiphertextToAnotherKeyAndContext() {
        var output = kms.call("ReEncrypt", request(to));
        assertEquals(TestingKms.arn(from).toString(), output.requiredText("SourceKeyId"));
        assertEquals(TestingKms.arn(to).toString(), output.requiredText("KeyId"));
        assertEquals("SYMMETRIC_DEFAULT", output.requiredText("SourceEncryptionAlgorithm"));
        assertEquals("SYMMETRIC_DEFAULT", output.requiredText("DestinationEncryptionAlgorithm"));
        assertEquals(
                kms.stored(from).currentMaterialId().orElseThrow(),
                output.requiredText("SourceKeyMaterialId"));
        assertEquals(
                kms.stored(to).currentMaterialId().orElseThrow(),
                output.requiredText("DestinationKeyMaterialId"));
        assertFalse(output.has("Plaintext"));
        var moved = output.requiredBlob("CiphertextBlob");
        var opened = kms.call(
                "Decrypt",
                "CiphertextBlob",
                moved,
                "EncryptionContext",
                Map.of("b", "2"),
                "KeyId",
                to);
        assertArrayEquals(PLAINTEXT, opened.requiredBlob("Plaintext"));
    }

    @Test
    void refusesTheWrongSourceKey() {
        assertRefused(
                "IncorrectKeyException",
                "The key ID in the request does not identify a CMK that can perform this operation.",
                () -> kms.call(
                        "ReEncrypt",
                        "CiphertextBlob",
                        blob,
                        "SourceKeyId",
                        to,
                        "DestinationKeyId",
                        to));
    }

    @Test
    void refusesTheWrongSourceContext() {
        assertRefused(
                "InvalidCiphertextException",
                "",
                () -> kms.call("ReEncrypt", "CiphertextBlob", blob, "DestinationKeyId", to));
    }

    @Test
    void needsBothKeysToBeUsable() {
        kms.call("DisableKey", "KeyId", to);
        assertRefused(
                "DisabledException",
                TestingKms.arn(to) + " is disabled.",
                () -> kms.call("ReEncrypt", request(to)));
        kms.call("EnableKey", "KeyId", to);
        kms.call("DisableKey", "KeyId", from);
        assertRefused(
                "DisabledException",
                TestingKms.arn(from) + " is disabled.",
                () -> kms.call("ReEncrypt", request(to)));
    }

    private void assertDenied(Caller user, String action, String keyId, String where) {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/mover is not authorized to perform: " + action
                        + " on " + where + " because no identity-based policy allows the " + action
                        + " action",
                () -> kms.callAs(user, "ReEncrypt", request(keyId)));
    }

    @Test
    void needsAPermissionOnEachKey() {
        var user = kms.keyward().user("mover");
        assertDenied(user, "kms:ReEncryptFrom", to, "the resource associated with this ciphertext");
        kms.keyward().allow(user, TestingKms.allowing("kms:ReEncryptFrom"));
        assertDenied(user, "kms:ReEncryptTo", to, "resource: " + TestingKms.arn(to));
        kms.keyward().allow(user, TestingKms.allowing("kms:ReEncryptTo"));
        kms.callAs(user, "ReEncrypt", request(to));
    }

    @Test
    void policiesSeeOnEachSideItsOwnContextAndWhetherTheKeyIsTheSame() {
        var user = kms.keyward().user("mover");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "kms:ReEncryptFrom", "Resource": "*", "Condition":
                    {"StringEquals": {"kms:EncryptionContext:a": "1"},
                     "Null": {"kms:EncryptionContext:b": "true"},
                     "Bool": {"kms:ReEncryptOnSameKey": "false"}}},
                  {"Effect": "Allow", "Action": "kms:ReEncryptTo", "Resource": "*", "Condition":
                    {"StringEquals": {"kms:EncryptionContext:b": "2"},
                     "Null": {"kms:EncryptionContext:a": "true"}}}]}""");
        kms.callAs(user, "ReEncrypt", request(to));
        assertDenied(
                user, "kms:ReEncryptFrom", from, "the resource associated with this ciphertext");
    }

    @Test
    void aDryRunMovesNothing() {
        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> kms.call(
                        "ReEncrypt",
                        "SourceKeyId",
                        from,
                        "DestinationKeyId",
                        to,
                        "DryRun",
                        true,
                        "DryRunModifiers",
                        List.of("IGNORE_CIPHERTEXT")));
    }
}
