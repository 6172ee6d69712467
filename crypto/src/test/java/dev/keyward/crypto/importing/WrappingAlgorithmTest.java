package dev.keyward.crypto.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.crypto.KeySpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WrappingAlgorithmTest {

    /** KMS API Reference, GetParametersForImport, WrappingAlgorithm. */
    @ParameterizedTest
    @CsvSource({
        "SYMMETRIC_DEFAULT, RSA_2048, true, false",
        "HMAC_512, RSA_2048, true, false",
        "RSA_2048, RSA_4096, false, true",
        "RSA_3072, RSA_4096, false, true",
        "RSA_4096, RSA_4096, false, true",
        "ECC_NIST_P256, RSA_2048, true, true",
        "ECC_NIST_P384, RSA_2048, true, true",
        "ECC_NIST_P521, RSA_2048, false, true",
        "ECC_NIST_P521, RSA_3072, true, true",
        "ECC_NIST_P521, RSA_4096, true, true",
        "ECC_SECG_P256K1, RSA_2048, true, true"
    })
    void knowsWhatFitsTogether(
            KeySpec material, WrappingKeySpec wrappingKey, boolean byOaep, boolean byAesKey) {
        assertEquals(byOaep, WrappingAlgorithm.RSAES_OAEP_SHA_1.canWrap(material, wrappingKey));
        assertEquals(byOaep, WrappingAlgorithm.RSAES_OAEP_SHA_256.canWrap(material, wrappingKey));
        assertEquals(
                byAesKey, WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_1.canWrap(material, wrappingKey));
        assertEquals(
                byAesKey,
                WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_256.canWrap(material, wrappingKey));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSAES_PKCS1_V1_5", "SM2PKE", "rsaes_oaep_sha_1", ""})
    void hasNoOthers(String name) {
        assertEquals(Optional.empty(), WrappingAlgorithm.find(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SM2", "RSA_1024", ""})
    void hasNoOtherKeys(String name) {
        assertEquals(Optional.empty(), WrappingKeySpec.find(name));
    }

    @ParameterizedTest
    @EnumSource(WrappingAlgorithm.class)
    void isFoundByItsName(WrappingAlgorithm algorithm) {
        assertEquals(Optional.of(algorithm), WrappingAlgorithm.find(algorithm.name()));
        assertEquals(Optional.of(algorithm), WrappingAlgorithm.ofCode(algorithm.code()));
    }

    @ParameterizedTest
    @EnumSource(WrappingKeySpec.class)
    void isFoundByItsName(WrappingKeySpec spec) {
        assertEquals(Optional.of(spec), WrappingKeySpec.find(spec.name()));
        assertEquals(Optional.of(spec), WrappingKeySpec.ofCode(spec.code()));
    }

    /** Tokens that clients hold must mean the same after an upgrade. */
    @Test
    void keepsItsCodes() {
        assertEquals(1, WrappingAlgorithm.RSAES_OAEP_SHA_1.code());
        assertEquals(2, WrappingAlgorithm.RSAES_OAEP_SHA_256.code());
        assertEquals(3, WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_1.code());
        assertEquals(4, WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_256.code());
        assertEquals(1, WrappingKeySpec.RSA_2048.code());
        assertEquals(2, WrappingKeySpec.RSA_3072.code());
        assertEquals(3, WrappingKeySpec.RSA_4096.code());
    }
}
