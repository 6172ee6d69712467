package dev.keyward.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CounterKdfTest {

    private static final byte[] KEY = "a key of any length".getBytes(UTF_8);

    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void putsLabelZeroContextAndLengthInBitsIntoTheFixedInput(Providers providers) {
        // "label", 00, "context", 352 as 32 bits
        var fixedInput =
                HexFormat.of().parseHex("6c6162656c" + "00" + "636f6e74657874" + "00000160");

        assertArrayEquals(
                providers.counterKdf(KEY, fixedInput, 44),
                new CounterKdf(providers).derive(KEY, "label", "context".getBytes(UTF_8), 44));
    }

    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void keepsLengthsApart(Providers providers) {
        var kdf = new CounterKdf(providers);
        var shorter = kdf.derive(KEY, "label", new byte[0], 16);
        var longer = kdf.derive(KEY, "label", new byte[0], 32);

        assertFalse(Arrays.equals(shorter, Arrays.copyOf(longer, 16)));
    }

    @Test
    void refusesWhatWouldNotStayApart() {
        var kdf = new CounterKdf(Providers.jdk());

        assertThrows(
                IllegalArgumentException.class, () -> kdf.derive(KEY, "a\0b", new byte[0], 32));
        assertThrows(IllegalArgumentException.class, () -> kdf.derive(KEY, "a", new byte[0], 0));
        assertThrows(
                IllegalArgumentException.class, () -> kdf.derive(KEY, "a", new byte[0], 1_025));
    }
}
