package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HmacMaterialTest {

    private static final KeyIdentity KEY = new KeyIdentity("123456789012/mrk-1");

    private static final Providers JDK = Providers.jdk();

    @ParameterizedTest
    @EnumSource(MacAlgorithm.class)
    void hasAsManyBytesAsItsMacsOrUpTo128(MacAlgorithm algorithm) {
        assertEquals(algorithm.spec(), of(algorithm, algorithm.length()).spec());
        assertEquals(algorithm.spec(), of(algorithm, 128).spec());
        assertThrows(IllegalArgumentException.class, () -> of(algorithm, algorithm.length() - 1));
        assertThrows(IllegalArgumentException.class, () -> of(algorithm, 129));
    }

    /** Computed with Python's hmac from docs/reference/ciphertext-format.md. */
    @Test
    void isNamedByKeyAndSecretAndKeepsItsSecretOutOfText() {
        assertEquals(
                "HmacMaterial[123456789012/mrk-1, HMAC_SHA_224,"
                        + " be100363e137c6941a53fd5c7ccb751f13253900617c2ee046444cb6d9fc4e5c]",
                of(MacAlgorithm.HMAC_SHA_224, 28).toString());
    }

    private static HmacMaterial of(MacAlgorithm algorithm, int length) {
        var secret = SecretBytes.taking(new TestingRandom().bytes(length));
        return HmacMaterial.of(KEY, algorithm, secret, JDK);
    }
}
