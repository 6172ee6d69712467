package dev.keyward.crypto.wrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.TestingRandom;
import dev.keyward.crypto.random.SystemRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RootKeyTest {

    /** Computed with Python's hmac. */
    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void isNamedByItsSecret(Providers providers) {
        assertEquals(
                "0074d730bb043d40c8de3780461413a6",
                RootKey.generate(providers, new TestingRandom()).id());
    }

    @Test
    void isAnotherEachTime() {
        var providers = Providers.jdk();
        var random = new SystemRandom(providers);

        assertNotEquals(
                RootKey.generate(providers, random).id(),
                RootKey.generate(providers, random).id());
    }

    @Test
    void keepsItsSecretOutOfText() {
        var root = RootKey.generate(Providers.jdk(), new TestingRandom());

        assertEquals("RootKey[0074d730bb043d40c8de3780461413a6]", root.toString());
        assertFalse(root.toString().contains("000102"));
    }

    @Test
    void refusesAPurposeWithoutAName() {
        var root = RootKey.generate(Providers.jdk(), new TestingRandom());

        assertThrows(IllegalArgumentException.class, () -> root.sealer(""));
    }
}
