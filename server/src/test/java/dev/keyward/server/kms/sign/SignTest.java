package dev.keyward.server.kms.sign;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignTest {

    private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

    private static final String P256 = "ECC_NIST_P256";

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

    /** As whoever has the public key verifies it, by the JDK. */
    private boolean isVerified(String id, String keys, String algorithm, byte[] signature)
            throws GeneralSecurityException {
        var publicKey = kms.call("GetPublicKey", "KeyId", id).requiredBlob("PublicKey");
        var verifying = Signature.getInstance(algorithm);
        verifying.initVerify(
                KeyFactory.getInstance(keys).generatePublic(new X509EncodedKeySpec(publicKey)));
        verifying.update(MESSAGE);
        return verifying.verify(signature);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_384, RSA, SHA384withRSA",
        "ECC_NIST_P256, ECDSA_SHA_256, EC, SHA256withECDSA",
        "ECC_NIST_P384, ECDSA_SHA_384, EC, SHA384withECDSA",
        "ECC_NIST_P521, ECDSA_SHA_512, EC, SHA512withECDSA",
        "ECC_NIST_EDWARDS25519, ED25519_SHA_512, Ed25519, Ed25519",
        "ML_DSA_44, ML_DSA_SHAKE_256, ML-DSA, ML-DSA"
    })
    void makesASignatureThatOthersVerify(String spec, String algorithm, String keys, String jcaName)
            throws GeneralSecurityException {
        var id = signingKey(spec);
        var output =
                kms.call("Sign", "KeyId", id, "Message", MESSAGE, "SigningAlgorithm", algorithm);

        assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
        assertEquals(algorithm, output.requiredText("SigningAlgorithm"));
        assertEquals(3, output.members().size());
        assertTrue(isVerified(id, keys, jcaName, output.requiredBlob("Signature")));
        assertFalse(isVerified(signingKey(spec), keys, jcaName, output.requiredBlob("Signature")));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSASSA_PSS_SHA_512, DIGEST, 64",
        "ECC_NIST_P256, ECDSA_SHA_256, DIGEST, 32",
        "ECC_SECG_P256K1, ECDSA_SHA_256, DIGEST, 32",
        "ECC_NIST_EDWARDS25519, ED25519_PH_SHA_512, DIGEST, 64",
        "ML_DSA_65, ML_DSA_SHAKE_256, EXTERNAL_MU, 64"
    })
    void takesADigestOfTheAlgorithmsLengthOnly(
            String spec, String algorithm, String type, int length) {
        var id = signingKey(spec);

        assertTrue(sign(id, new byte[length], type, algorithm).length > 0);
        for (int other : new int[] {length - 1, length + 1}) {
            assertRefused(
                    "ValidationException",
                    "Digest is invalid length for algorithm " + algorithm + ".",
                    () -> sign(id, new byte[other], type, algorithm));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_EDWARDS25519, ED25519_SHA_512, DIGEST",
        "ECC_NIST_EDWARDS25519, ED25519_SHA_512, EXTERNAL_MU",
        "ECC_NIST_EDWARDS25519, ED25519_PH_SHA_512, RAW",
        "ML_DSA_44, ML_DSA_SHAKE_256, DIGEST",
        "ECC_NIST_P256, ECDSA_SHA_256, EXTERNAL_MU"
    })
    void refusesAMessageTypeThatTheAlgorithmDoesNotTake(
            String spec, String algorithm, String type) {
        var id = signingKey(spec);

        assertRefused(
                "ValidationException",
                "MessageType " + type + " is not valid for algorithm " + algorithm + ".",
                () -> sign(id, new byte[64], type, algorithm));
    }

    @Test
    void takesMessagesOf4096BytesAndNoMore() {
        var id = signingKey(P256);

        assertTrue(sign(id, new byte[4_096], "RAW", "ECDSA_SHA_256").length > 0);
        assertRefused(
                "ValidationException",
                "1 validation error detected: Value at 'message' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 4096",
                () -> sign(id, new byte[4_097], "RAW", "ECDSA_SHA_256"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECDSA_SHA_384", "RSASSA_PSS_SHA_256", "SM2DSA", "ED25519_SHA_512"})
    void refusesAnAlgorithmOfAnotherSpec(String algorithm) {
        var id = signingKey(P256);

        assertRefused(
                "InvalidKeyUsageException",
                "Algorithm " + algorithm + " is incompatible with key spec ECC_NIST_P256.",
                () -> sign(id, MESSAGE, "RAW", algorithm));
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_P256, KEY_AGREEMENT",
        "HMAC_256, GENERATE_VERIFY_MAC",
        "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT"
    })
    void refusesAKeyOfAnotherUsage(String spec, String usage) {
        var id = kms.createKey("KeySpec", spec, "KeyUsage", usage);

        assertRefused(
                "InvalidKeyUsageException",
                TestingKms.arn(id) + " key usage is " + usage + " which is not valid for Sign.",
                () -> sign(id, MESSAGE, "RAW", "ECDSA_SHA_256"));
    }

    @Test
    void refusesADisabledKeyBeforeItsUsage() {
        var id = kms.createKey();
        kms.call("DisableKey", "KeyId", id);

        assertRefused(
                "DisabledException",
                TestingKms.arn(id) + " is disabled.",
                () -> sign(id, MESSAGE, "RAW", "ECDSA_SHA_256"));
    }

    @Test
    void refusesAKeyThatIsNotThere() {
        TestingKms.assertNotFound(
                TestingKms.NO_KEY, () -> sign(TestingKms.NO_KEY, MESSAGE, "RAW", "ECDSA_SHA_256"));
    }

    @Test
    void aDryRunChecksEverythingAndSignsNothing() {
        var id = signingKey(P256);

        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> dryRun(id, "ECDSA_SHA_256"));
        assertRefused(
                "InvalidKeyUsageException",
                "Algorithm ECDSA_SHA_512 is incompatible with key spec ECC_NIST_P256.",
                () -> dryRun(id, "ECDSA_SHA_512"));
    }

    private void dryRun(String id, String algorithm) {
        kms.call(
                "Sign",
                "KeyId",
                id,
                "Message",
                MESSAGE,
                "SigningAlgorithm",
                algorithm,
                "DryRun",
                true);
    }

    @Test
    void isGrantedToAnotherAccountByKeyPolicyAndByAlias() {
        var id = signingKey(P256);
        kms.call(
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                TestingKms.policy(TestingKms.allowTo(
                        "arn:aws:iam::" + TestingKeyward.OTHER_ACCOUNT + ":root", "kms:Sign")));
        kms.call("CreateAlias", "AliasName", "alias/signer", "TargetKeyId", id);
        for (var name : List.of(
                TestingKms.arn(id).toString(),
                TestingKms.aliasArn(TestingKeyward.ACCOUNT, "alias/signer"))) {
            var output = kms.callFromElsewhere(
                    "Sign", "KeyId", name, "Message", MESSAGE, "SigningAlgorithm", "ECDSA_SHA_256");

            assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
        }
    }

    @Test
    void needsItsOwnPermission() {
        var id = signingKey(P256);
        var user = kms.keyward().user("ann");
        kms.keyward().allow(user, TestingKms.allowing("kms:Verify", "kms:GetPublicKey"));

        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: kms:Sign on"
                        + " resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:Sign action",
                () -> kms.callAs(
                        user,
                        "Sign",
                        "KeyId",
                        id,
                        "Message",
                        MESSAGE,
                        "SigningAlgorithm",
                        "ECDSA_SHA_256"));
    }

    @Test
    void policiesSeeTheAlgorithmTheFormOfTheMessageAndTheAlias() {
        var id = signingKey("RSA_2048");
        kms.call("CreateAlias", "AliasName", "alias/signer", "TargetKeyId", id);
        var user = kms.keyward().user("clerk");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:Sign",
                  "Resource": "*", "Condition": {"StringEquals": {
                    "kms:SigningAlgorithm": "RSASSA_PSS_SHA_256", "kms:MessageType": "RAW",
                    "kms:RequestAlias": "alias/signer", "kms:KeySpec": "RSA_2048"}}}}""");
        // A message without a type is RAW, for policies too.
        kms.callAs(
                user,
                "Sign",
                "KeyId",
                "alias/signer",
                "Message",
                MESSAGE,
                "SigningAlgorithm",
                "RSASSA_PSS_SHA_256");
        assertNotAllowed(user, id, "alias/signer", "RSASSA_PSS_SHA_512", "RAW");
        assertNotAllowed(user, id, "alias/signer", "RSASSA_PSS_SHA_256", "DIGEST");
        assertNotAllowed(user, id, id, "RSASSA_PSS_SHA_256", "RAW");
    }

    private void assertNotAllowed(
            Caller user, String id, String name, String algorithm, String type) {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform: kms:Sign"
                        + " on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:Sign action",
                () -> kms.callAs(
                        user,
                        "Sign",
                        "KeyId",
                        name,
                        "Message",
                        new byte[32],
                        "MessageType",
                        type,
                        "SigningAlgorithm",
                        algorithm));
    }

    @Test
    void takesNoGrantTokenThatIsNone() {
        var id = signingKey(P256);

        assertRefused(
                "InvalidGrantTokenException",
                "",
                () -> kms.call(
                        "Sign",
                        "KeyId",
                        id,
                        "Message",
                        MESSAGE,
                        "SigningAlgorithm",
                        "ECDSA_SHA_256",
                        "GrantTokens",
                        List.of("bm90IGEgdG9rZW4=")));
    }
}
