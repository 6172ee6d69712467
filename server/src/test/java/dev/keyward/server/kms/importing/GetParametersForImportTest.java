package dev.keyward.server.kms.importing;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.ServiceException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GetParametersForImportTest {

    private final TestingKms kms = new TestingKms();
    private final TestingImports imports = new TestingImports(kms);
    private final String id = imports.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048,2048", "RSA_3072,3072", "RSA_4096,4096"})
    void givesAPublicKeyOfTheSpecAndATokenForADay(String spec, int bits)
            throws GeneralSecurityException {
        var parameters = imports.parameters(id, "RSAES_OAEP_SHA_1", spec);
        assertEquals(TestingKms.arn(id).toString(), parameters.requiredText("KeyId"));
        assertEquals(
                Optional.of(TestingKeyward.START.plus(Duration.ofHours(24))),
                parameters.time("ParametersValidTo"));
        var encoded = new X509EncodedKeySpec(parameters.requiredBlob("PublicKey"));
        var key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(encoded);
        assertEquals(bits, key.getModulus().bitLength());
        assertTrue(parameters.requiredBlob("ImportToken").length <= 6144);
    }

    @Test
    void givesOtherParametersEachTime() {
        var one = imports.parameters(id);
        var other = imports.parameters(id);
        assertFalse(Arrays.equals(one.requiredBlob("PublicKey"), other.requiredBlob("PublicKey")));
        assertFalse(
                Arrays.equals(one.requiredBlob("ImportToken"), other.requiredBlob("ImportToken")));
    }

    @Test
    void refusesAKeyWhoseMaterialWasMadeHere() {
        var own = kms.createKey();
        assertRefused(
                "UnsupportedOperationException",
                TestingKms.arn(own) + " origin is AWS_KMS which is not valid for this operation.",
                () -> imports.parameters(own));
    }

    @ParameterizedTest
    @CsvSource({
        "RSAES_PKCS1_V1_5,RSA_2048,the wrapping algorithm RSAES_PKCS1_V1_5 is not supported",
        "SM2PKE,SM2,the wrapping algorithm SM2PKE is not supported",
        "RSAES_OAEP_SHA_256,SM2,the wrapping key spec SM2 is not supported",
        "RSA_AES_KEY_WRAP_SHA_256,RSA_4096,material for the key spec SYMMETRIC_DEFAULT cannot be wrapped by"
                + " RSA_AES_KEY_WRAP_SHA_256 under a key of RSA_4096",
        "RSA_AES_KEY_WRAP_SHA_1,RSA_2048,material for the key spec SYMMETRIC_DEFAULT cannot be wrapped by"
                + " RSA_AES_KEY_WRAP_SHA_1 under a key of RSA_2048"
    })
    void refusesWaysToWrapThatAreNotForThisKey(String algorithm, String spec, String text) {
        assertRefused(
                "UnsupportedOperationException",
                text,
                () -> imports.parameters(id, algorithm, spec));
    }

    @Test
    void policiesSeeHowItIsToBeWrapped() {
        var user = kms.keyward().user("importer");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "kms:GetParametersForImport", "Resource": "*", "Condition": {"StringEquals": {
                    "kms:WrappingAlgorithm": "RSAES_OAEP_SHA_256", "kms:WrappingKeySpec": "RSA_2048"}}}}""");
        kms.callAs(
                user,
                "GetParametersForImport",
                "KeyId",
                id,
                "WrappingAlgorithm",
                "RSAES_OAEP_SHA_256",
                "WrappingKeySpec",
                "RSA_2048");
        for (var other :
                new String[][] {{"RSAES_OAEP_SHA_1", "RSA_2048"}, {"RSAES_OAEP_SHA_256", "RSA_3072"}
                }) {
            assertThrows(
                    ServiceException.class,
                    () -> kms.callAs(
                            user,
                            "GetParametersForImport",
                            "KeyId",
                            id,
                            "WrappingAlgorithm",
                            other[0],
                            "WrappingKeySpec",
                            other[1]));
        }
    }

    @Test
    void isNotForAnotherAccount() {
        kms.call(
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                TestingKms.policy(
                        TestingKms.allowTo(TestingKeyward.OTHER_ACCOUNT.value(), "kms:*")));
        var refusal = assertThrows(
                ServiceException.class,
                () -> kms.callFromElsewhere(
                        "GetParametersForImport",
                        "KeyId",
                        TestingKms.arn(id).toString(),
                        "WrappingAlgorithm",
                        "RSAES_OAEP_SHA_256",
                        "WrappingKeySpec",
                        "RSA_2048"));
        assertTrue(refusal.text().orElse("").contains("kms:GetParametersForImport"));
    }
}
