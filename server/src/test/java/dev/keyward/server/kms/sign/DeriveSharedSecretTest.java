package dev.keyward.server.kms.sign;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.kms.common.TestingRecipient;
import dev.keyward.wire.Struct;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeriveSharedSecretTest {

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    private String agreementKey(String spec) {
        return kms.createKey("KeySpec", spec, "KeyUsage", "KEY_AGREEMENT");
    }

    private byte[] publicKey(String id) {
        return kms.call("GetPublicKey", "KeyId", id).requiredBlob("PublicKey");
    }

    private Struct derive(String id, byte[] publicKey) {
        return kms.call(
                "DeriveSharedSecret",
                "KeyId",
                id,
                "KeyAgreementAlgorithm",
                "ECDH",
                "PublicKey",
                publicKey);
    }

    /** The peer is the JDK, which has the key's public part and nothing else. */
    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_P256, secp256r1, 32",
        "ECC_NIST_P384, secp384r1, 48",
        "ECC_NIST_P521, secp521r1, 66"
    })
    void agreesWithTheHolderOfThePeersKey(String spec, String curve, int length)
            throws GeneralSecurityException {
        var id = agreementKey(spec);
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        var peer = generator.generateKeyPair();
        var theirs = KeyAgreement.getInstance("ECDH");
        theirs.init(peer.getPrivate());
        theirs.doPhase(
                KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey(id))),
                true);
        var output = derive(id, peer.getPublic().getEncoded());

        assertArrayEquals(theirs.generateSecret(), output.requiredBlob("SharedSecret"));
        assertEquals(length, output.requiredBlob("SharedSecret").length);
        assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
        assertEquals("ECDH", output.requiredText("KeyAgreementAlgorithm"));
        assertEquals("AWS_KMS", output.requiredText("KeyOrigin"));
        assertEquals(4, output.members().size());
    }

    @Test
    void refusesWhatIsNoPublicKeyOnTheSameCurve() {
        var id = agreementKey("ECC_NIST_P256");
        var own = publicKey(id);
        var offTheCurve = own.clone();
        offTheCurve[own.length - 1] ^= 1;

        for (var wrong : new byte[][] {
            {1},
            offTheCurve,
            Arrays.copyOf(own, own.length - 1),
            Arrays.copyOf(own, own.length + 1),
            publicKey(agreementKey("ECC_NIST_P384"))
        }) {
            assertRefused(
                    "ValidationException",
                    "PublicKey is not a DER-encoded public key on the curve of key spec ECC_NIST_P256.",
                    () -> derive(id, wrong));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_P256, SIGN_VERIFY",
        "ECC_SECG_P256K1, SIGN_VERIFY",
        "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT"
    })
    void refusesAKeyOfAnotherUsage(String spec, String usage) {
        var id = kms.createKey("KeySpec", spec, "KeyUsage", usage);

        assertRefused(
                "InvalidKeyUsageException",
                TestingKms.arn(id) + " key usage is " + usage
                        + " which is not valid for DeriveSharedSecret.",
                () -> derive(id, new byte[91]));
    }

    @Test
    void refusesADisabledKeyAndOneThatIsNotThere() {
        var id = agreementKey("ECC_NIST_P256");
        var peer = publicKey(agreementKey("ECC_NIST_P256"));
        kms.call("DisableKey", "KeyId", id);

        assertRefused(
                "DisabledException", TestingKms.arn(id) + " is disabled.", () -> derive(id, peer));
        TestingKms.assertNotFound(TestingKms.NO_KEY, () -> derive(TestingKms.NO_KEY, peer));
    }

    @Test
    void aDryRunChecksThePublicKeyAndAnswersNothing() {
        var id = agreementKey("ECC_NIST_P256");

        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> dryRun(id, publicKey(id)));
        assertRefused(
                "ValidationException",
                "PublicKey is not a DER-encoded public key on the curve of key spec ECC_NIST_P256.",
                () -> dryRun(id, new byte[91]));
    }

    private void dryRun(String id, byte[] publicKey) {
        kms.call(
                "DeriveSharedSecret",
                "KeyId",
                id,
                "KeyAgreementAlgorithm",
                "ECDH",
                "PublicKey",
                publicKey,
                "DryRun",
                true);
    }

    @Test
    void encryptsTheSecretToARecipient() {
        var id = agreementKey("ECC_NIST_P256");
        var peer = publicKey(id);
        var output = kms.call(
                "DeriveSharedSecret",
                "KeyId",
                id,
                "KeyAgreementAlgorithm",
                "ECDH",
                "PublicKey",
                peer,
                "Recipient",
                TestingRecipient.ofAnEnclave().struct());

        assertFalse(output.has("SharedSecret"));
        assertArrayEquals(
                derive(id, peer).requiredBlob("SharedSecret"), TestingRecipient.open(output));
    }

    @Test
    void isGrantedToAnotherAccountByKeyPolicyOnly() {
        var id = agreementKey("ECC_NIST_P256");
        var arn = TestingKms.arn(id).toString();
        var peer = publicKey(id);
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::210987654321:root is not authorized to perform:"
                        + " kms:DeriveSharedSecret on this resource because the resource does not exist"
                        + " in this Region, no resource-based policies allow access, or a"
                        + " resource-based policy explicitly denies access",
                () -> kms.callFromElsewhere(
                        "DeriveSharedSecret",
                        "KeyId",
                        arn,
                        "KeyAgreementAlgorithm",
                        "ECDH",
                        "PublicKey",
                        peer));
        kms.call(
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                TestingKms.policy(TestingKms.allowTo(
                        "arn:aws:iam::" + TestingKeyward.OTHER_ACCOUNT + ":root",
                        "kms:DeriveSharedSecret")));
        var output = kms.callFromElsewhere(
                "DeriveSharedSecret",
                "KeyId",
                arn,
                "KeyAgreementAlgorithm",
                "ECDH",
                "PublicKey",
                peer);

        assertArrayEquals(
                derive(id, peer).requiredBlob("SharedSecret"), output.requiredBlob("SharedSecret"));
    }

    @Test
    void policiesSeeTheAlgorithm() {
        var id = agreementKey("ECC_NIST_P256");
        var clerk = kms.keyward().user("clerk");
        kms.keyward().allow(clerk, policyFor("ECDH"));
        var other = kms.keyward().user("other");
        kms.keyward().allow(other, policyFor("SM2"));
        var peer = publicKey(id);

        assertEquals(4, deriveAs(clerk, id, peer).members().size());
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/other is not authorized to perform:"
                        + " kms:DeriveSharedSecret on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:DeriveSharedSecret action",
                () -> deriveAs(other, id, peer));
    }

    private static String policyFor(String algorithm) {
        return """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "kms:DeriveSharedSecret", "Resource": "*",
                  "Condition": {"StringEquals": {"kms:KeyAgreementAlgorithm": "%s"}}}}""".formatted(algorithm);
    }

    private Struct deriveAs(Caller user, String id, byte[] publicKey) {
        return kms.callAs(
                user,
                "DeriveSharedSecret",
                "KeyId",
                id,
                "KeyAgreementAlgorithm",
                "ECDH",
                "PublicKey",
                publicKey);
    }
}
