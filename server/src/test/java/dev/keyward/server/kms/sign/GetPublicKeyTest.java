package dev.keyward.server.kms.sign;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GetPublicKeyTest {

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    /** The beginnings are the identifiers of RFC 8017, RFC 5480, RFC 8410 and RFC 9881. */
    @ParameterizedTest
    @CsvSource({
        "RSA_2048, SIGN_VERIFY, SigningAlgorithms, RSASSA_PKCS1_V1_5_SHA_256"
                + " RSASSA_PKCS1_V1_5_SHA_384 RSASSA_PKCS1_V1_5_SHA_512 RSASSA_PSS_SHA_256"
                + " RSASSA_PSS_SHA_384 RSASSA_PSS_SHA_512, 30820122300d06092a864886f70d01010105",
        "RSA_2048, ENCRYPT_DECRYPT, EncryptionAlgorithms, RSAES_OAEP_SHA_1 RSAES_OAEP_SHA_256,"
                + " 30820122300d06092a864886f70d01010105",
        "ECC_NIST_P256, SIGN_VERIFY, SigningAlgorithms, ECDSA_SHA_256,"
                + " 3059301306072a8648ce3d020106082a8648ce3d03010703420004",
        "ECC_NIST_P256, KEY_AGREEMENT, KeyAgreementAlgorithms, ECDH,"
                + " 3059301306072a8648ce3d020106082a8648ce3d03010703420004",
        "ECC_SECG_P256K1, SIGN_VERIFY, SigningAlgorithms, ECDSA_SHA_256,"
                + " 3056301006072a8648ce3d020106052b8104000a03420004",
        "ECC_NIST_EDWARDS25519, SIGN_VERIFY, SigningAlgorithms, ED25519_SHA_512 ED25519_PH_SHA_512,"
                + " 302a300506032b6570032100",
        "ML_DSA_65, SIGN_VERIFY, SigningAlgorithms, ML_DSA_SHAKE_256,"
                + " 308207b2300b0609608648016503040312"
    })
    void givesTheKeyWithWhatItIsFor(
            String spec, String usage, String list, String algorithms, String beginning) {
        var id = kms.createKey("KeySpec", spec, "KeyUsage", usage);
        var output = kms.call("GetPublicKey", "KeyId", id);
        var publicKey = HexFormat.of().formatHex(output.requiredBlob("PublicKey"));

        assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
        assertEquals(spec, output.requiredText("KeySpec"));
        assertEquals(spec, output.requiredText("CustomerMasterKeySpec"));
        assertEquals(usage, output.requiredText("KeyUsage"));
        assertEquals(List.of(algorithms.split(" ", -1)), output.texts(list));
        assertEquals(6, output.members().size());
        assertEquals(beginning, publicKey.substring(0, beginning.length()));
    }

    @Test
    void givesTheSameEachTimeAndAnotherForEachKey() {
        var id = kms.createKey("KeySpec", "ECC_NIST_P384", "KeyUsage", "SIGN_VERIFY");
        var other = kms.createKey("KeySpec", "ECC_NIST_P384", "KeyUsage", "SIGN_VERIFY");

        assertArrayEquals(publicKey(id), publicKey(id));
        assertFalse(Arrays.equals(publicKey(id), publicKey(other)));
    }

    private byte[] publicKey(String id) {
        return kms.call("GetPublicKey", "KeyId", id).requiredBlob("PublicKey");
    }

    @ParameterizedTest
    @CsvSource({"SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT", "HMAC_256, GENERATE_VERIFY_MAC"})
    void refusesAKeyThatHasNone(String spec, String usage) {
        var id = kms.createKey("KeySpec", spec, "KeyUsage", usage);

        assertRefused("UnsupportedOperationException", "", () -> publicKey(id));
    }

    @Test
    void refusesADisabledKeyAndOneThatIsNotThere() {
        var id = kms.createKey("KeySpec", "ECC_NIST_P256", "KeyUsage", "SIGN_VERIFY");
        kms.call("DisableKey", "KeyId", id);

        assertRefused(
                "DisabledException", TestingKms.arn(id) + " is disabled.", () -> publicKey(id));
        TestingKms.assertNotFound(TestingKms.NO_KEY, () -> publicKey(TestingKms.NO_KEY));
    }

    @Test
    void isGrantedToAnotherAccountByKeyPolicy() {
        var id = kms.createKey("KeySpec", "ECC_NIST_P256", "KeyUsage", "SIGN_VERIFY");
        var arn = TestingKms.arn(id).toString();
        kms.call(
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                TestingKms.policy(TestingKms.allowTo(
                        "arn:aws:iam::" + TestingKeyward.OTHER_ACCOUNT + ":root",
                        "kms:GetPublicKey")));

        assertArrayEquals(
                publicKey(id),
                kms.callFromElsewhere("GetPublicKey", "KeyId", arn).requiredBlob("PublicKey"));
    }

    @Test
    void needsItsOwnPermission() {
        var id = kms.createKey("KeySpec", "ECC_NIST_P256", "KeyUsage", "SIGN_VERIFY");
        var user = kms.keyward().user("ann");
        kms.keyward().allow(user, TestingKms.allowing("kms:DescribeKey"));

        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
                        + " kms:GetPublicKey on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:GetPublicKey action",
                () -> kms.callAs(user, "GetPublicKey", "KeyId", id));
    }
}
