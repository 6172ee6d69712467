package dev.keyward.server.kms.data;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.KeyUsage;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecryptTest {

    private static final byte[] PLAINTEXT = "attack at dawn".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> CONTEXT = Map.of("unit", "7", "rank", "none");
    private static final String WRONG_KEY =
            "The key ID in the request does not identify a CMK that can perform this operation.";

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();
    private final byte[] blob = kms.call(
                    "Encrypt", "KeyId", id, "Plaintext", PLAINTEXT, "EncryptionContext", CONTEXT)
            .requiredBlob("CiphertextBlob");

    @AfterEach
    void close() {
        kms.close();
    }

    private void assertInvalid(Object... members) {
        assertRefused("InvalidCiphertextException", "", () -> kms.call("Decrypt", members));
    }

    @Test
    void findsTheKeyByTheCiphertext() {
        var output = kms.call("Decrypt", "CiphertextBlob", blob, "EncryptionContext", CONTEXT);
        assertArrayEquals(PLAINTEXT, output.requiredBlob("Plaintext"));
        assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
        assertEquals("SYMMETRIC_DEFAULT", output.requiredText("EncryptionAlgorithm"));
        assertEquals(
                kms.stored(id).currentMaterialId().orElseThrow(),
                output.requiredText("KeyMaterialId"));
    }

    @Test
    void takesEveryFormOfTheRightKeyId() {
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        for (var keyId : List.of(
                id,
                TestingKms.arn(id).toString(),
                "alias/mine",
                TestingKms.aliasArn(TestingKeyward.ACCOUNT, "alias/mine"))) {
            var output = kms.call(
                    "Decrypt",
                    "CiphertextBlob",
                    blob,
                    "EncryptionContext",
                    CONTEXT,
                    "KeyId",
                    keyId);
            assertArrayEquals(PLAINTEXT, output.requiredBlob("Plaintext"));
        }
    }

    @Test
    void refusesTheWrongKey() {
        var other = kms.createKey();
        assertRefused(
                "IncorrectKeyException",
                WRONG_KEY,
                () -> kms.call(
                        "Decrypt",
                        "CiphertextBlob",
                        blob,
                        "EncryptionContext",
                        CONTEXT,
                        "KeyId",
                        other));
    }

    @Test
    void answersAKeyForAnotherUsageAsTheWrongKey() {
        kms.change(id, key -> TestingKms.withUsage(key, KeyUsage.SIGN_VERIFY));
        assertRefused(
                "IncorrectKeyException",
                WRONG_KEY,
                () -> kms.call("Decrypt", "CiphertextBlob", blob, "KeyId", id));
    }

    @Test
    void refusesEveryOtherContext() {
        for (var context : List.of(
                Map.<String, String>of(),
                Map.of("unit", "7"),
                Map.of("unit", "7", "rank", "None"),
                Map.of("Unit", "7", "rank", "none"),
                Map.of("unit", "none", "rank", "7"),
                Map.of("unit", "7", "rank", "none", "more", ""))) {
            assertInvalid("CiphertextBlob", blob, "EncryptionContext", context);
        }
        assertInvalid("CiphertextBlob", blob);
    }

    @Test
    void refusesACiphertextOfWhichAnyBitWasChanged() {
        for (var bit = 0; bit < blob.length * 8; bit++) {
            var changed = blob.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            // With a KeyId, so that a changed key name cannot be refused for the other key's sake.
            var refusal = assertThrows(
                    ServiceException.class,
                    () -> kms.call(
                            "Decrypt",
                            "CiphertextBlob",
                            changed,
                            "EncryptionContext",
                            CONTEXT,
                            "KeyId",
                            id));
            var code = refusal.code().code(ProtocolName.AWS_JSON_1_1);
            assertTrue(
                    List.of("InvalidCiphertextException", "IncorrectKeyException")
                            .contains(code),
                    code + " for bit " + bit);
        }
    }

    @Test
    void refusesACutOrLengthenedCiphertext() {
        for (var length = 1; length < blob.length; length++) {
            assertInvalid(
                    "CiphertextBlob",
                    Arrays.copyOf(blob, length),
                    "EncryptionContext",
                    CONTEXT,
                    "KeyId",
                    id);
        }
        assertInvalid(
                "CiphertextBlob",
                Arrays.copyOf(blob, blob.length + 1),
                "EncryptionContext",
                CONTEXT);
    }

    @Test
    void refusesWhatIsNoCiphertextAtAll() {
        assertInvalid("CiphertextBlob", new byte[] {1});
        assertInvalid("CiphertextBlob", new byte[6144]);
        assertInvalid("CiphertextBlob", new byte[200], "KeyId", id);
    }

    @Test
    void needsACiphertext() {
        assertRefused(
                "ValidationException",
                "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint:"
                        + " Member must not be null",
                () -> kms.call("Decrypt", "KeyId", id));
    }

    @Test
    void worksAgainOnceTheKeyIsEnabledAgain() {
        kms.call("DisableKey", "KeyId", id);
        assertRefused(
                "DisabledException",
                TestingKms.arn(id) + " is disabled.",
                () -> kms.call("Decrypt", "CiphertextBlob", blob, "EncryptionContext", CONTEXT));
        kms.call("EnableKey", "KeyId", id);
        kms.call("Decrypt", "CiphertextBlob", blob, "EncryptionContext", CONTEXT);
        kms.call("ScheduleKeyDeletion", "KeyId", id);
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending deletion.",
                () -> kms.call("Decrypt", "CiphertextBlob", blob, "EncryptionContext", CONTEXT));
    }

    @Test
    void anotherAccountIsRefusedInWordsThatTellNothing() {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::210987654321:root is not authorized to perform: kms:Decrypt on the"
                        + " resource associated with this ciphertext because the resource does not exist"
                        + " in this Region, no resource-based policies allow access, or a resource-based"
                        + " policy explicitly denies access",
                () -> kms.callFromElsewhere(
                        "Decrypt", "CiphertextBlob", blob, "EncryptionContext", CONTEXT));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anotherAccountThatIsAllowedMayNameTheKeyByItsBareId(boolean named) {
        var open = kms.createKey(
                "Policy",
                TestingKms.policy(
                        TestingKms.allowTo(TestingKeyward.OTHER_ACCOUNT.value(), "kms:Decrypt")));
        var sealed = kms.call("Encrypt", "KeyId", open, "Plaintext", PLAINTEXT)
                .requiredBlob("CiphertextBlob");
        var output = named
                ? kms.callFromElsewhere("Decrypt", "CiphertextBlob", sealed, "KeyId", open)
                : kms.callFromElsewhere("Decrypt", "CiphertextBlob", sealed);
        assertArrayEquals(PLAINTEXT, output.requiredBlob("Plaintext"));
    }

    @Test
    void aDryRunOpensTheCiphertextAndAnswersNothing() {
        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> kms.call(
                        "Decrypt",
                        "CiphertextBlob",
                        blob,
                        "EncryptionContext",
                        CONTEXT,
                        "DryRun",
                        true));
        assertInvalid("CiphertextBlob", blob, "DryRun", true);
    }

    @Test
    void aDryRunMayAskAboutTheKeyAlone() {
        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> kms.call(
                        "Decrypt",
                        "KeyId",
                        id,
                        "DryRun",
                        true,
                        "DryRunModifiers",
                        List.of("IGNORE_CIPHERTEXT")));
        assertRefused(
                "ValidationException",
                "the DryRunModifier IGNORE_CIPHERTEXT needs DryRun and a KeyId",
                () -> kms.call(
                        "Decrypt", "KeyId", id, "DryRunModifiers", List.of("IGNORE_CIPHERTEXT")));
    }
}
