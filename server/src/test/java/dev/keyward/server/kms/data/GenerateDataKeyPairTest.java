package dev.keyward.server.kms.data;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GenerateDataKeyPair and GenerateDataKeyPairWithoutPlaintext. */
final class GenerateDataKeyPairTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    private Struct pair(String spec) {
        return kms.call("GenerateDataKeyPair", "KeyId", id, "KeyPairSpec", spec);
    }

    /** The JDK, which shares no code with what made the pair, signs and verifies with it. */
    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSA, SHA256withRSA",
        "RSA_3072, RSA, SHA384withRSA",
        "ECC_NIST_P256, EC, SHA256withECDSA",
        "ECC_NIST_P384, EC, SHA384withECDSA",
        "ECC_NIST_P521, EC, SHA512withECDSA",
        "ECC_NIST_EDWARDS25519, Ed25519, Ed25519"
    })
    void makesAPairThatTheJdkCanUse(String spec, String family, String algorithm)
            throws GeneralSecurityException {
        var made = pair(spec);
        var keys = KeyFactory.getInstance(family);
        var signature = Signature.getInstance(algorithm);
        signature.initSign(keys.generatePrivate(
                new PKCS8EncodedKeySpec(made.requiredBlob("PrivateKeyPlaintext"))));
        signature.update(new byte[] {1});
        var signed = signature.sign();
        signature.initVerify(
                keys.generatePublic(new X509EncodedKeySpec(made.requiredBlob("PublicKey"))));
        signature.update(new byte[] {1});
        assertTrue(signature.verify(signed));
        assertEquals(spec, made.requiredText("KeyPairSpec"));
        assertEquals(TestingKms.arn(id).toString(), made.requiredText("KeyId"));
        assertEquals(
                kms.stored(id).currentMaterialId().orElseThrow(),
                made.requiredText("KeyMaterialId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA_4096", "ECC_SECG_P256K1"})
    void decryptsToThePrivateKey(String spec) {
        var made = pair(spec);
        var opened = kms.call(
                "Decrypt", "CiphertextBlob", made.requiredBlob("PrivateKeyCiphertextBlob"));
        assertArrayEquals(
                made.requiredBlob("PrivateKeyPlaintext"), opened.requiredBlob("Plaintext"));
    }

    @Test
    void neverMakesTheSamePairTwice() {
        assertFalse(Arrays.equals(
                pair("ECC_NIST_P256").requiredBlob("PublicKey"),
                pair("ECC_NIST_P256").requiredBlob("PublicKey")));
    }

    @Test
    void bindsThePrivateKeyToTheEncryptionContext() {
        var made = kms.call(
                "GenerateDataKeyPairWithoutPlaintext",
                "KeyId",
                id,
                "KeyPairSpec",
                "ECC_NIST_P256",
                "EncryptionContext",
                Map.of("a", "b"));
        assertFalse(made.has("PrivateKeyPlaintext"));
        assertTrue(made.has("PublicKey"));
        assertEquals("ECC_NIST_P256", made.requiredText("KeyPairSpec"));
        var blob = made.requiredBlob("PrivateKeyCiphertextBlob");
        assertRefused(
                "InvalidCiphertextException",
                "",
                () -> kms.call("Decrypt", "CiphertextBlob", blob));
        kms.call("Decrypt", "CiphertextBlob", blob, "EncryptionContext", Map.of("a", "b"));
    }

    @Test
    void needsASymmetricKey() {
        var rsa = kms.createKey("KeySpec", "RSA_2048", "KeyUsage", "ENCRYPT_DECRYPT");
        assertRefused(
                "InvalidKeyUsageException",
                "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.",
                () -> kms.call(
                        "GenerateDataKeyPair", "KeyId", rsa, "KeyPairSpec", "ECC_NIST_P256"));
    }

    @Test
    void refusesWhatOnlyTheChinaRegionsHave() {
        assertRefused(
                "UnsupportedOperationException",
                "KeyPairSpec SM2 is not supported in this Region",
                () -> pair("SM2"));
    }

    @Test
    void aDryRunMakesNoPair() {
        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> kms.call(
                        "GenerateDataKeyPair",
                        "KeyId",
                        id,
                        "KeyPairSpec",
                        "RSA_4096",
                        "DryRun",
                        true));
    }

    @Test
    void policiesSeeTheSpecOfThePair() {
        var user = kms.keyward().user("clerk");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "kms:GenerateDataKeyPair", "Resource": "*", "Condition":
                    {"StringLike": {"kms:DataKeyPairSpec": "ECC_*"}}}}""");
        kms.callAs(user, "GenerateDataKeyPair", "KeyId", id, "KeyPairSpec", "ECC_NIST_P256");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform:"
                        + " kms:GenerateDataKeyPair on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:GenerateDataKeyPair"
                        + " action",
                () -> kms.callAs(
                        user, "GenerateDataKeyPair", "KeyId", id, "KeyPairSpec", "RSA_2048"));
    }
}
