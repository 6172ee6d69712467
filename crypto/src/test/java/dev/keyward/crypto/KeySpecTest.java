package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeySpecTest {

    /** KMS Developer Guide, "Key spec reference", one row for each family. */
    @ParameterizedTest
    @CsvSource({
        "ENCRYPT_DECRYPT, SYMMETRIC_DEFAULT RSA_2048 RSA_3072 RSA_4096 SM2",
        "SIGN_VERIFY, RSA_2048 RSA_3072 RSA_4096 ECC_NIST_P256 ECC_NIST_P384 ECC_NIST_P521"
                + " ECC_SECG_P256K1 ECC_NIST_EDWARDS25519 ML_DSA_44 ML_DSA_65 ML_DSA_87 SM2",
        "GENERATE_VERIFY_MAC, HMAC_224 HMAC_256 HMAC_384 HMAC_512",
        "KEY_AGREEMENT, ECC_NIST_P256 ECC_NIST_P384 ECC_NIST_P521 SM2"
    })
    void allowsTheUsagesOfTheKeySpecReference(KeyUsage usage, String specs) {
        assertEquals(
                specs,
                Arrays.stream(KeySpec.values())
                        .filter(spec -> spec.allows(usage))
                        .map(KeySpec::name)
                        .collect(Collectors.joining(" ")));
    }

    /** KMS Developer Guide, "Key spec reference", in the order of DescribeKey's answers. */
    @ParameterizedTest
    @CsvSource({
        "SYMMETRIC_DEFAULT, SYMMETRIC_DEFAULT, '', ''",
        "HMAC_224, '', HMAC_SHA_224, ''",
        "HMAC_512, '', HMAC_SHA_512, ''",
        "RSA_2048, RSAES_OAEP_SHA_1 RSAES_OAEP_SHA_256, '', ''",
        "RSA_3072, RSAES_OAEP_SHA_1 RSAES_OAEP_SHA_256, '', ''",
        "RSA_4096, RSAES_OAEP_SHA_1 RSAES_OAEP_SHA_256, '', ''",
        "ECC_NIST_P256, '', '', ECDH",
        "ECC_NIST_P384, '', '', ECDH",
        "ECC_NIST_P521, '', '', ECDH",
        "ECC_SECG_P256K1, '', '', ''",
        "ECC_NIST_EDWARDS25519, '', '', ''",
        "ML_DSA_65, '', '', ''",
        "SM2, SM2PKE, '', ECDH"
    })
    void hasTheAlgorithmsOfTheKeySpecReference(
            KeySpec spec, String encryption, String mac, String agreement) {
        assertEquals(encryption, names(spec.encryptionAlgorithms()));
        assertEquals(mac, names(spec.macAlgorithms()));
        assertEquals(agreement, names(spec.keyAgreementAlgorithms()));
    }

    private static String names(List<? extends Enum<?>> algorithms) {
        return algorithms.stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    @Test
    void findsAlgorithmsByTheirNames() {
        assertEquals(
                Optional.of(EncryptionAlgorithm.RSAES_OAEP_SHA_1),
                EncryptionAlgorithm.parse("RSAES_OAEP_SHA_1"));
        assertEquals(Optional.empty(), EncryptionAlgorithm.parse("RSAES_OAEP"));
        assertEquals(Optional.of(KeyAgreementAlgorithm.ECDH), KeyAgreementAlgorithm.parse("ECDH"));
        assertEquals(Optional.empty(), KeyAgreementAlgorithm.parse("DH"));
    }

    @Test
    void knowsWhichKeysArePairs() {
        var symmetric = Arrays.stream(KeySpec.values())
                .filter(spec -> !spec.isAsymmetric())
                .map(KeySpec::name)
                .collect(Collectors.joining(" "));

        assertEquals("SYMMETRIC_DEFAULT HMAC_224 HMAC_256 HMAC_384 HMAC_512", symmetric);
    }
}
