package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SymmetricMaterialTest {

    private static final KeyIdentity KEY = new KeyIdentity("123456789012/mrk-1");

    private static final Providers JDK = Providers.jdk();

    /** Computed with Python's hmac from docs/reference/ciphertext-format.md. */
    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void isNamedByKeyAndSecret(Providers providers) {
        var material = SymmetricMaterial.generate(KEY, new TestingRandom(), providers);

        assertEquals(
                "46ad4fce0715c5ad0713bf2419a84f15dfa71af2f8cf72fcf4da1c69b1372aa2",
                material.id().value());
    }

    @Test
    void hasTheSameNameWhenItComesBack() {
        assertEquals(of(KEY, 7).id(), of(KEY, 7).id());
    }

    @Test
    void hasAnotherNameUnderAnotherKeyOrWithAnotherSecret() {
        assertNotEquals(
                of(KEY, 7).id(), of(new KeyIdentity("123456789012/mrk-2"), 7).id());
        assertNotEquals(of(KEY, 7).id(), of(KEY, 8).id());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void refusesAnotherLength(int length) {
        var secret = SecretBytes.taking(new byte[length]);

        assertThrows(IllegalArgumentException.class, () -> SymmetricMaterial.of(KEY, secret, JDK));
    }

    @Test
    void keepsItsSecretOutOfText() {
        var material = of(KEY, 0x5a);

        assertFalse(material.toString().contains("5a5a5a"));
        assertFalse(material.id().value().contains("5a5a5a"));
        assertEquals(
                "SymmetricMaterial[123456789012/mrk-1, " + material.id().value() + "]",
                material.toString());
    }

    @Test
    void zeroesItsSecretWhenClosed() {
        var bytes = HexFormat.of().parseHex("5a".repeat(32));
        try (var material = SymmetricMaterial.of(KEY, SecretBytes.taking(bytes), JDK)) {
            assertEquals(KeySpec.SYMMETRIC_DEFAULT, material.spec());
        }

        assertEquals("00".repeat(32), HexFormat.of().formatHex(bytes));
    }

    private static SymmetricMaterial of(KeyIdentity key, int value) {
        var bytes = new byte[SymmetricMaterial.LENGTH];
        Arrays.fill(bytes, (byte) value);
        return SymmetricMaterial.of(key, SecretBytes.taking(bytes), JDK);
    }
}
