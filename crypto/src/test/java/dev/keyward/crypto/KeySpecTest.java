package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Collectors;
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
}
