package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SigningAlgorithmTest {

    /** KMS Developer Guide, "Key spec reference", in the order of DescribeKey's answers. */
    @ParameterizedTest
    @CsvSource({
        "RSASSA_PKCS1_V1_5_SHA_256 RSASSA_PKCS1_V1_5_SHA_384 RSASSA_PKCS1_V1_5_SHA_512"
                + " RSASSA_PSS_SHA_256 RSASSA_PSS_SHA_384 RSASSA_PSS_SHA_512,"
                + " RSA_2048 RSA_3072 RSA_4096",
        "ECDSA_SHA_256, ECC_NIST_P256 ECC_SECG_P256K1",
        "ECDSA_SHA_384, ECC_NIST_P384",
        "ECDSA_SHA_512, ECC_NIST_P521",
        "ED25519_SHA_512 ED25519_PH_SHA_512, ECC_NIST_EDWARDS25519",
        "ML_DSA_SHAKE_256, ML_DSA_44 ML_DSA_65 ML_DSA_87",
        "SM2DSA, SM2",
        "'', SYMMETRIC_DEFAULT HMAC_224 HMAC_256 HMAC_384 HMAC_512"
    })
    void areThoseOfTheKeySpecReference(String algorithms, String specs) {
        for (var spec : specs.split(" ", -1)) {
            assertEquals(
                    algorithms,
                    KeySpec.valueOf(spec).signingAlgorithms().stream()
                            .map(SigningAlgorithm::name)
                            .collect(Collectors.joining(" ")));
        }
    }

    /** KMS API Reference, Sign, {@code MessageType}. */
    @ParameterizedTest
    @CsvSource({
        "RAW, RSASSA_PKCS1_V1_5_SHA_256 RSASSA_PKCS1_V1_5_SHA_384 RSASSA_PKCS1_V1_5_SHA_512"
                + " RSASSA_PSS_SHA_256 RSASSA_PSS_SHA_384 RSASSA_PSS_SHA_512 ECDSA_SHA_256"
                + " ECDSA_SHA_384 ECDSA_SHA_512 ED25519_SHA_512 ML_DSA_SHAKE_256 SM2DSA",
        "DIGEST, RSASSA_PKCS1_V1_5_SHA_256 RSASSA_PKCS1_V1_5_SHA_384 RSASSA_PKCS1_V1_5_SHA_512"
                + " RSASSA_PSS_SHA_256 RSASSA_PSS_SHA_384 RSASSA_PSS_SHA_512 ECDSA_SHA_256"
                + " ECDSA_SHA_384 ECDSA_SHA_512 ED25519_PH_SHA_512 SM2DSA",
        "EXTERNAL_MU, ML_DSA_SHAKE_256"
    })
    void takeMessagesInTheFormsOfTheApiReference(MessageType type, String algorithms) {
        assertEquals(
                algorithms,
                Arrays.stream(SigningAlgorithm.values())
                        .filter(algorithm -> algorithm.takes(type))
                        .map(SigningAlgorithm::name)
                        .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "ECDSA_SHA_256, 32",
        "RSASSA_PSS_SHA_384, 48",
        "RSASSA_PKCS1_V1_5_SHA_512, 64",
        "ED25519_PH_SHA_512, 64",
        "ML_DSA_SHAKE_256, 64"
    })
    void takeDigestsOfTheirHash(SigningAlgorithm algorithm, int length) {
        assertEquals(length, algorithm.digestLength());
    }

    @Test
    void areFoundByTheirNames() {
        assertEquals(
                Optional.of(SigningAlgorithm.ECDSA_SHA_256),
                SigningAlgorithm.parse("ECDSA_SHA_256"));
        assertEquals(Optional.empty(), SigningAlgorithm.parse("ecdsa_sha_256"));
    }
}
