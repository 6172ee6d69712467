package dev.keyward.server.kms.data;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.KeyUsage;
import dev.keyward.server.kms.TestingKms;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EncryptTest {

    private static final byte[] PLAINTEXT = "attack at dawn".getBytes(StandardCharsets.UTF_8);

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void answersWithTheKeysArnHoweverItWasNamed() {
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        for (var keyId : List.of(id, TestingKms.arn(id).toString(), "alias/mine")) {
            var output = kms.call("Encrypt", "KeyId", keyId, "Plaintext", PLAINTEXT);
            assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
            assertEquals("SYMMETRIC_DEFAULT", output.requiredText("EncryptionAlgorithm"));
        }
    }

    @Test
    void neverAnswersTheSameTwice() {
        var one = kms.call("Encrypt", "KeyId", id, "Plaintext", PLAINTEXT);
        var other = kms.call("Encrypt", "KeyId", id, "Plaintext", PLAINTEXT);
        assertFalse(Arrays.equals(
                one.requiredBlob("CiphertextBlob"), other.requiredBlob("CiphertextBlob")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 4096})
    void takesUpTo4096BytesAndKeepsTheCiphertextWithin6144(int length) {
        var plaintext = new byte[length];
        Arrays.fill(plaintext, (byte) 7);
        var blob = kms.call("Encrypt", "KeyId", id, "Plaintext", plaintext)
                .requiredBlob("CiphertextBlob");
        assertTrue(blob.length <= 6144, () -> blob.length + " bytes");
        assertArrayEquals(
                plaintext, kms.call("Decrypt", "CiphertextBlob", blob).requiredBlob("Plaintext"));
    }

    @Test
    void refusesMoreThan4096Bytes() {
        assertRefused(
                "ValidationException",
                "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must"
                        + " have length less than or equal to 4096",
                () -> kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[4097]));
    }

    @Test
    void refusesAnAlgorithmOfAnotherKindOfKey() {
        assertRefused(
                "InvalidKeyUsageException",
                "Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SYMMETRIC_DEFAULT.",
                () -> kms.call(
                        "Encrypt",
                        "KeyId",
                        id,
                        "Plaintext",
                        PLAINTEXT,
                        "EncryptionAlgorithm",
                        "RSAES_OAEP_SHA_256"));
    }

    @Test
    void refusesAKeyForAnotherUsage() {
        kms.change(id, key -> TestingKms.withUsage(key, KeyUsage.SIGN_VERIFY));
        assertRefused(
                "InvalidKeyUsageException",
                TestingKms.arn(id) + " key usage is SIGN_VERIFY which is not valid for Encrypt.",
                () -> kms.call("Encrypt", "KeyId", id, "Plaintext", PLAINTEXT));
    }

    @Test
    void aDryRunEndsAfterEveryCheckAndAnswersNothing() {
        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> kms.call("Encrypt", "KeyId", id, "Plaintext", PLAINTEXT, "DryRun", true));
        kms.call("Encrypt", "KeyId", id, "Plaintext", PLAINTEXT, "DryRun", false);
        kms.call("DisableKey", "KeyId", id);
        assertRefused(
                "DisabledException",
                TestingKms.arn(id) + " is disabled.",
                () -> kms.call("Encrypt", "KeyId", id, "Plaintext", PLAINTEXT, "DryRun", true));
    }

    @Test
    void policiesSeeTheEncryptionContextAndTheAlgorithm() {
        var user = kms.keyward().user("clerk");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:Encrypt",
                  "Resource": "*", "Condition": {
                    "StringEquals": {"kms:EncryptionContext:AppName": "payroll",
                                     "kms:EncryptionAlgorithm": "SYMMETRIC_DEFAULT"},
                    "ForAllValues:StringEquals": {"kms:EncryptionContextKeys": ["AppName", "Unit"]},
                    "Null": {"kms:EncryptionContextKeys": "false"}}}}""");
        kms.callAs(
                user,
                "Encrypt",
                "KeyId",
                id,
                "Plaintext",
                PLAINTEXT,
                "EncryptionContext",
                Map.of("AppName", "payroll", "Unit", "7"));
        for (var context : List.of(
                Map.of("AppName", "billing"),
                Map.of("AppName", "payroll", "More", "1"),
                Map.of())) {
            assertRefused(
                    "AccessDeniedException",
                    "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform: kms:Encrypt on"
                            + " resource: " + TestingKms.arn(id)
                            + " because no identity-based policy allows the kms:Encrypt action",
                    () -> kms.callAs(
                            user,
                            "Encrypt",
                            "KeyId",
                            id,
                            "Plaintext",
                            PLAINTEXT,
                            "EncryptionContext",
                            context));
        }
    }

    @Test
    void refusesAContextInWhichOneNameWouldHideAnotherFromPolicies() {
        assertRefused(
                "ValidationException",
                "two names in the encryption context differ in case only from `appname`",
                () -> kms.call(
                        "Encrypt",
                        "KeyId",
                        id,
                        "Plaintext",
                        PLAINTEXT,
                        "EncryptionContext",
                        new java.util.TreeMap<>(Map.of("AppName", "1", "appname", "2"))));
    }
}
