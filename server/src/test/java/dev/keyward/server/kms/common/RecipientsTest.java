package dev.keyward.server.kms.common;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.attestation.AttestationRoots;
import dev.keyward.crypto.attestation.TestingNitro;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with a Recipient, of every operation that takes one. */
final class RecipientsTest {

    private static final byte[] PLAINTEXT = "attack at dawn".getBytes(StandardCharsets.UTF_8);

    /** The registers 0 and 4 of {@link TestingNitro}. */
    private static final String PCR0 = "01".repeat(48);

    private static final String PCR4 = "05".repeat(48);

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();
    private final byte[] blob =
            kms.call("Encrypt", "KeyId", id, "Plaintext", PLAINTEXT).requiredBlob("CiphertextBlob");

    /** The members of least requests that are answered with a secret, by operation. */
    private final Map<String, List<Object>> requests = Map.of(
            "Decrypt", List.of("CiphertextBlob", blob, "KeyId", id),
            "GenerateDataKey", List.of("KeyId", id, "KeySpec", "AES_256"),
            "GenerateDataKeyPair", List.of("KeyId", id, "KeyPairSpec", "ECC_NIST_P256"),
            "GenerateRandom", List.of("NumberOfBytes", 32));

    @AfterEach
    void close() {
        kms.close();
    }

    private Struct call(String operation, TestingRecipient recipient) {
        return call(operation, recipient.struct());
    }

    private Struct call(String operation, Struct recipient) {
        return callAs(TestingKeyward.rootOf(TestingKeyward.ACCOUNT), operation, recipient);
    }

    private Struct callAs(Caller caller, String operation, Struct recipient) {
        var members = new ArrayList<>(requests.getOrDefault(operation, List.of()));
        members.addAll(List.of("Recipient", recipient));
        return kms.callAs(caller, operation, members.toArray());
    }

    private Struct callAlone(String operation) {
        return kms.call(operation, requests.getOrDefault(operation, List.of()).toArray());
    }

    @Test
    void answersDecryptToTheEnclaveOnly() {
        var output = call("Decrypt", TestingRecipient.ofAnEnclave());

        assertArrayEquals(PLAINTEXT, TestingRecipient.open(output));
        assertFalse(output.has("Plaintext"));
        assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
    }

    @Test
    void answersGenerateDataKeyToTheEnclaveOnly() {
        var output = call("GenerateDataKey", TestingRecipient.ofAnEnclave());
        var again = kms.call("Decrypt", "CiphertextBlob", output.requiredBlob("CiphertextBlob"));

        assertArrayEquals(again.requiredBlob("Plaintext"), TestingRecipient.open(output));
        assertFalse(output.has("Plaintext"));
    }

    @Test
    void answersGenerateDataKeyPairToTheEnclaveOnly() {
        var output = call("GenerateDataKeyPair", TestingRecipient.ofAnEnclave());
        var again = kms.call(
                "Decrypt", "CiphertextBlob", output.requiredBlob("PrivateKeyCiphertextBlob"));

        assertArrayEquals(again.requiredBlob("Plaintext"), TestingRecipient.open(output));
        assertFalse(output.has("PrivateKeyPlaintext"));
    }

    @Test
    void answersGenerateRandomToTheEnclaveOnly() {
        var output = call("GenerateRandom", TestingRecipient.ofAnEnclave());

        assertEquals(32, TestingRecipient.open(output).length);
        assertFalse(output.has("Plaintext"));
    }

    @Test
    void answersToAnInstanceWithANitroTpm() {
        assertArrayEquals(
                PLAINTEXT, TestingRecipient.open(call("Decrypt", TestingRecipient.ofAnInstance())));
    }

    @Test
    void answersTheCallerWithoutARecipient() {
        requests.keySet().forEach(operation -> {
            var output = callAlone(operation);

            assertFalse(output.has("CiphertextForRecipient"), operation);
            assertTrue(output.has("Plaintext") || output.has("PrivateKeyPlaintext"), operation);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Decrypt", "GenerateDataKey", "GenerateDataKeyPair", "GenerateRandom"})
    void refusesADocumentThatCannotBeBelieved(String operation) {
        var document = TestingKeyward.NITRO.document(TestingRecipient.ENCLAVE.publicKey());
        document[document.length - 1] ^= 1;

        assertRefused(
                "ValidationException",
                "the attestation document was not issued under a root that this server trusts",
                () -> call(operation, TestingRecipient.ofAStranger()));
        assertRefused(
                "ValidationException",
                "the attestation document is not signed by the key of its certificate",
                () -> call(operation, TestingRecipient.of(document)));
        assertRefused(
                "ValidationException",
                "the attestation document is not CBOR as attestation documents have it",
                () -> call(operation, TestingRecipient.of(new byte[262_144])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Decrypt", "GenerateDataKey", "GenerateDataKeyPair", "GenerateRandom"})
    void refusesAnOldDocument(String operation) {
        var recipient = TestingRecipient.ofAnEnclave();
        kms.keyward().clock().advance(Duration.ofMinutes(5));
        assertEncrypted(call(operation, recipient));
        kms.keyward().clock().advance(Duration.ofMillis(1));

        assertRefused(
                "ValidationException",
                "the attestation document is older than five minutes",
                () -> call(operation, recipient));
    }

    @Test
    void refusesADocumentWithoutAnRsaKey() {
        assertRefused(
                "ValidationException",
                "the attestation document has a public_key of a form that is not allowed",
                () -> call(
                        "Decrypt",
                        TestingRecipient.of(TestingKeyward.NITRO.document(new byte[] {1}))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Decrypt", "GenerateDataKey", "GenerateDataKeyPair", "GenerateRandom"})
    void needsBothMembersOfARecipient(String operation) {
        var whole = TestingRecipient.ofAnEnclave().struct();

        assertRefused(
                "ValidationException",
                "a Recipient needs the KeyEncryptionAlgorithm RSAES_OAEP_SHA_256",
                () -> call(operation, TestingKms.struct()));
        assertRefused(
                "ValidationException",
                "a Recipient needs the KeyEncryptionAlgorithm RSAES_OAEP_SHA_256",
                () -> call(
                        operation,
                        TestingKms.struct(
                                "AttestationDocument", whole.requiredBlob("AttestationDocument"))));
        assertRefused(
                "ValidationException",
                "a Recipient needs an AttestationDocument",
                () -> call(
                        operation,
                        TestingKms.struct("KeyEncryptionAlgorithm", "RSAES_OAEP_SHA_256")));
    }

    @Test
    void takesDocumentsOfTheLengthThatTheApiAllowsOnly() {
        assertRefused(
                "ValidationException",
                "1 validation error detected: Value at 'recipient.attestationDocument' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 262144",
                () -> call("Decrypt", TestingRecipient.of(new byte[262_145])));
    }

    @Test
    void servesNoRecipientWithoutARoot() {
        var recipients = new Recipients(Optional.empty(), Providers.best(), new TestingRandom());

        assertEquals(new Recipient.Caller(), recipients.read(TestingKms.struct("KeyId", id)));
        for (var recipient :
                List.of(TestingRecipient.ofAnEnclave().struct(), TestingKms.struct())) {
            assertRefused(
                    "UnsupportedOperationException",
                    "Keyward serves no Recipient, since it was started without an attestation-root",
                    () -> recipients.read(TestingKms.struct("Recipient", recipient)));
        }
    }

    @Test
    void bringsTheRegistersAsConditionKeys() {
        assertEquals(registers("imagesha384", "pcr", 16), attested(TestingRecipient.ofAnEnclave()));
        assertEquals(
                registers("nitrotpmpcr0", "nitrotpmpcr", 16),
                attested(TestingRecipient.ofAnInstance()));
    }

    private Map<String, String> attested(TestingRecipient recipient) {
        var recipients = new Recipients(
                Optional.of(AttestationRoots.of(TestingKeyward.NITRO.rootPem())),
                Providers.best(),
                new TestingRandom());
        var keys = recipients
                .read(TestingKms.struct("Recipient", recipient.struct()))
                .keys(ContextKeys.builder().single("kms:Other", "kept").build());
        assertEquals(Optional.of(new ContextKeys.Single("kept")), keys.find("kms:Other"));
        var values = new HashMap<String, String>();
        for (var name : new TreeSet<>(keys.names())) {
            if (name.startsWith("kms:recipientattestation:")
                    && keys.find(name).orElseThrow() instanceof ContextKeys.Single(var value)) {
                values.put(name.substring("kms:recipientattestation:".length()), value);
            }
        }
        return values;
    }

    private static void assertEncrypted(Struct output) {
        assertTrue(output.has("CiphertextForRecipient"));
        assertFalse(output.has("Plaintext") || output.has("PrivateKeyPlaintext"));
    }

    /** In lower-case hexadecimal digits. */
    private static Map<String, String> registers(String first, String prefix, int count) {
        var expected = new HashMap<String, String>();
        expected.put(first, PCR0);
        for (int index = 0; index < count; index++) {
            expected.put(prefix + index, HexFormat.of().formatHex(TestingNitro.register(index)));
        }
        return expected;
    }

    private static String onlyTo(String operation, String key, String value) {
        return """
                {"Effect": "Deny", "Principal": "*", "Action": "kms:%s", "Resource": "*",
                 "Condition": {"StringNotEqualsIgnoreCase": {"kms:RecipientAttestation:%s": "%s"}}}""".formatted(operation, key, value);
    }

    private void assertDenied(String operation, Optional<TestingRecipient> recipient) {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:"
                        + operation
                        + " on resource: " + TestingKms.arn(id)
                        + " with an explicit deny in a resource-based policy",
                () -> {
                    if (recipient.isPresent()) {
                        call(operation, recipient.get());
                    } else {
                        callAlone(operation);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Decrypt", "GenerateDataKey", "GenerateDataKeyPair"})
    void keyPoliciesCanAskForAnImage(String operation) {
        var enclave = TestingRecipient.ofAnEnclave();
        for (var key : List.of("ImageSha384", "PCR0")) {
            kms.keyward()
                    .setKeyPolicy(
                            TestingKms.arn(id), TestingKms.policy(onlyTo(operation, key, PCR0)));
            assertEncrypted(call(operation, enclave));
            assertDenied(operation, Optional.of(TestingRecipient.ofAnInstance()));
            assertDenied(operation, Optional.empty());

            kms.keyward()
                    .setKeyPolicy(
                            TestingKms.arn(id), TestingKms.policy(onlyTo(operation, key, PCR4)));
            assertDenied(operation, Optional.of(enclave));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Decrypt", "GenerateDataKey", "GenerateDataKeyPair"})
    void keyPoliciesCanAskForTheBootOfAnInstance(String operation) {
        kms.keyward()
                .setKeyPolicy(
                        TestingKms.arn(id),
                        TestingKms.policy(onlyTo(operation, "NitroTPMPCR4", PCR4)));

        assertEncrypted(call(operation, TestingRecipient.ofAnInstance()));
        assertDenied(operation, Optional.of(TestingRecipient.ofAnEnclave()));
        assertDenied(operation, Optional.empty());
    }

    @Test
    void identityPoliciesCanAskForAnImageToo() {
        var user = kms.keyward().user("app");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement":
                  {"Effect": "Allow", "Action": "kms:GenerateRandom", "Resource": "*",
                   "Condition": {"StringEquals": {"kms:RecipientAttestation:PCR0": "%s"}}}}""".formatted(PCR0));
        var refusal = "User: arn:aws:iam::123456789012:user/app is not authorized to perform:"
                + " kms:GenerateRandom on resource: * because no identity-based policy allows the"
                + " kms:GenerateRandom action";

        var enclave = TestingRecipient.ofAnEnclave().struct();
        var instance = TestingRecipient.ofAnInstance().struct();

        assertEquals(32, TestingRecipient.open(callAs(user, "GenerateRandom", enclave)).length);
        assertRefused(
                "AccessDeniedException",
                refusal,
                () -> kms.callAs(user, "GenerateRandom", "NumberOfBytes", 32));
        assertRefused(
                "AccessDeniedException", refusal, () -> callAs(user, "GenerateRandom", instance));
    }

    /** A document gives no permission. */
    @Test
    void needsPermissionAsWithoutARecipient() {
        var user = kms.keyward().user("app");

        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/app is not authorized to perform: kms:GenerateDataKey"
                        + " on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:GenerateDataKey action",
                () -> callAs(
                        user, "GenerateDataKey", TestingRecipient.ofAnEnclave().struct()));
    }

    @Test
    void aDryRunMakesNoAnswer() {
        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> kms.call(
                        "Decrypt",
                        "CiphertextBlob",
                        blob,
                        "DryRun",
                        true,
                        "Recipient",
                        TestingRecipient.ofAnEnclave().struct()));
    }
}
