package dev.keyward.crypto.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SystemRandomTest {

    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void givesAsManyBytesAsAskedFor(Providers providers) {
        var random = new SystemRandom(providers);
        for (int length : new int[] {0, 1, 12, 32, 1_024, 100_000}) {
            assertEquals(length, random.bytes(length).length);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void neverRepeats(Providers providers) {
        var random = new SystemRandom(providers);
        var seen = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            assertTrue(seen.add(HexFormat.of().formatHex(random.bytes(16))));
        }
    }

    /** Of 800,000 fair bits, all but one in 10^18 tries set between 396,000 and 404,000. */
    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void setsHalfOfTheBits(Providers providers) {
        int set = 0;
        for (byte b : new SystemRandom(providers).bytes(100_000)) {
            set += Integer.bitCount(Byte.toUnsignedInt(b));
        }

        assertTrue(set > 396_000 && set < 404_000, set + " of 800,000 bits are set");
    }
}
