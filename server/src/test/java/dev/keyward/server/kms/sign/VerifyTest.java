package dev.keyward.server.kms.sign;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerifyTest {

    private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

    private static final String ECDSA = "ECDSA_SHA_256";

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    private String signingKey(String spec) {
        return kms.createKey("KeySpec", spec, "KeyUsage", "SIGN_VERIFY");
    }

    private byte[] sign(String id, byte[] message, String type, String algorithm) {
        return kms.call(
                        "Sign",
                        "KeyId",
                        id,
                        "Message",
                        message,
                        "MessageType",
                        type,
                        "SigningAlgorithm",
                        algorithm)
                .requiredBlob("Signature");
    }

    private Struct verify(
            String id, byte[] message, String type, String algorithm, byte[] signature) {
        return kms.call(
                "Verify",
                "KeyId",
                id,
                "Message",
                message,
                "MessageType",
                type,
                "SigningAlgorithm",
                algorithm,
                "Signature",
                signature);
    }

    private void assertInvalid(String id, byte[] message, String algorithm, byte[] signature) {
        assertRefused(
                "KMSInvalidSignatureException",
                "",
                () -> verify(id, message, "RAW", algorithm, signature));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSASSA_PSS_SHA_256, RAW, 9",
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_512, DIGEST, 64",
        "ECC_NIST_P256, ECDSA_SHA_256, RAW, 9",
        "ECC_NIST_P521, ECDSA_SHA_512, DIGEST, 64",
        "ECC_SECG_P256K1, ECDSA_SHA_256, RAW, 9",
        "ECC_NIST_EDWARDS25519, ED25519_SHA_512, RAW, 9",
        "ECC_NIST_EDWARDS25519, ED25519_PH_SHA_512, DIGEST, 64",
        "ML_DSA_87, ML_DSA_SHAKE_256, RAW, 9",
        "ML_DSA_44, ML_DSA_SHAKE_256, EXTERNAL_MU, 64"
    })
    void findsValidWhatTheKeySigned(String spec, String algorithm, String type, int length) {
        var id = signingKey(spec);
        var message = new byte[length];
        var output = verify(id, message, type, algorithm, sign(id, message, type, algorithm));

        assertTrue(output.flag("SignatureValid"));
        assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
        assertEquals(algorithm, output.requiredText("SigningAlgorithm"));
        assertEquals(3, output.members().size());
    }

    @Test
    void refusesAnotherMessageKeyOrSignature() {
        var id = signingKey("ECC_NIST_P256");
        var signature = sign(id, MESSAGE, "RAW", ECDSA);
        var changed = signature.clone();
        changed[changed.length - 1] ^= 1;

        assertDoesNotThrow(() -> verify(id, MESSAGE, "RAW", ECDSA, signature));
        assertInvalid(id, "b message".getBytes(UTF_8), ECDSA, signature);
        assertInvalid(signingKey("ECC_NIST_P256"), MESSAGE, ECDSA, signature);
        assertInvalid(id, MESSAGE, ECDSA, changed);
        assertInvalid(id, MESSAGE, ECDSA, Arrays.copyOf(signature, signature.length + 1));
        assertInvalid(id, MESSAGE, ECDSA, new byte[] {0});
        assertInvalid(id, MESSAGE, ECDSA, new byte[6_144]);
    }

    @Test
    void refusesAMessageInPlaceOfItsDigest() {
        var id = signingKey("ECC_NIST_P256");
        var message = new byte[32];
        var signature = sign(id, message, "DIGEST", ECDSA);

        assertDoesNotThrow(() -> verify(id, message, "DIGEST", ECDSA, signature));
        assertInvalid(id, message, ECDSA, signature);
    }

    @Test
    void refusesAnAlgorithmOfAnotherSpecAndALengthOfAnotherHash() {
        var id = signingKey("ECC_NIST_P256");

        assertRefused(
                "InvalidKeyUsageException",
                "Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256.",
                () -> verify(id, MESSAGE, "RAW", "ECDSA_SHA_384", new byte[64]));
        assertRefused(
                "ValidationException",
                "Digest is invalid length for algorithm ECDSA_SHA_256.",
                () -> verify(id, MESSAGE, "DIGEST", ECDSA, new byte[64]));
        assertRefused(
                "ValidationException",
                "MessageType EXTERNAL_MU is not valid for algorithm ECDSA_SHA_256.",
                () -> verify(id, MESSAGE, "EXTERNAL_MU", ECDSA, new byte[64]));
    }

    @Test
    void refusesAKeyOfAnotherUsageAndOneThatIsDisabled() {
        var id = kms.createKey();

        assertRefused(
                "InvalidKeyUsageException",
                TestingKms.arn(id) + " key usage is ENCRYPT_DECRYPT which is not valid for Verify.",
                () -> verify(id, MESSAGE, "RAW", ECDSA, new byte[64]));
        kms.call("DisableKey", "KeyId", id);
        assertRefused(
                "DisabledException",
                TestingKms.arn(id) + " is disabled.",
                () -> verify(id, MESSAGE, "RAW", ECDSA, new byte[64]));
        TestingKms.assertNotFound(
                TestingKms.NO_KEY,
                () -> verify(TestingKms.NO_KEY, MESSAGE, "RAW", ECDSA, new byte[64]));
    }

    /** Whether a signature is right is told by no dry run, as with MACs. */
    @Test
    void aDryRunLooksAtNoSignature() {
        var id = signingKey("ECC_NIST_P256");

        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> kms.call(
                        "Verify",
                        "KeyId",
                        id,
                        "Message",
                        MESSAGE,
                        "SigningAlgorithm",
                        ECDSA,
                        "Signature",
                        new byte[64],
                        "DryRun",
                        true));
    }

    @Test
    void needsItsOwnPermission() {
        var id = signingKey("ECC_NIST_P256");
        var user = kms.keyward().user("ann");
        kms.keyward().allow(user, TestingKms.allowing("kms:Sign"));

        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: kms:Verify on"
                        + " resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:Verify action",
                () -> kms.callAs(
                        user,
                        "Verify",
                        "KeyId",
                        id,
                        "Message",
                        MESSAGE,
                        "SigningAlgorithm",
                        ECDSA,
                        "Signature",
                        new byte[64]));
    }

    @Test
    void policiesSeeTheAlgorithmAndTheFormOfTheMessage() {
        var id = signingKey("ECC_NIST_P256");
        var signature = sign(id, new byte[32], "DIGEST", ECDSA);
        var user = kms.keyward().user("clerk");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:Verify",
                  "Resource": "*", "Condition": {"StringEquals": {
                    "kms:SigningAlgorithm": "ECDSA_SHA_256", "kms:MessageType": "DIGEST"}}}}""");
        assertDoesNotThrow(() -> verifyAs(user, id, "DIGEST", signature));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform: kms:Verify"
                        + " on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:Verify action",
                () -> verifyAs(user, id, "RAW", signature));
    }

    private void verifyAs(Caller user, String id, String type, byte[] signature) {
        kms.callAs(
                user,
                "Verify",
                "KeyId",
                id,
                "Message",
                new byte[32],
                "MessageType",
                type,
                "SigningAlgorithm",
                ECDSA,
                "Signature",
                signature);
    }
}
