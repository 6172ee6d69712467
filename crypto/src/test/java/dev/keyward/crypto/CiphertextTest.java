package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CiphertextTest {

    private static final MaterialId MATERIAL = new MaterialId("0123456789abcdef".repeat(4));

    private static final byte[] SEALED = new TestingRandom().bytes(80);

    @Test
    void hasTheDocumentedBytes() {
        var blob = new Ciphertext(new KeyIdentity("a/k"), MATERIAL, SEALED).encode();

        assertEquals(
                "4b5701" + "03" + "612f6b" + MATERIAL.value() + HexFormat.of().formatHex(SEALED),
                HexFormat.of().formatHex(blob));
    }

    @Test
    void readsWhatItWrites() {
        var key = new KeyIdentity("k".repeat(128));
        var read =
                Ciphertext.parse(new Ciphertext(key, MATERIAL, SEALED).encode()).orElseThrow();

        assertEquals(key, read.key());
        assertEquals(MATERIAL, read.materialId());
        assertArrayEquals(SEALED, read.sealed());
    }

    @Property(tries = 2_000)
    void readsNothingThatItWouldWriteOtherwise(@ForAll @Size(max = 300) byte[] tail) {
        var start = HexFormat.of().parseHex("4b570103612f6b");
        var blob = Bytes.join(start, tail);
        var read = Ciphertext.parse(blob);

        assertEquals(tail.length >= 32 + 49, read.isPresent());
        read.ifPresent(ciphertext -> assertArrayEquals(blob, ciphertext.encode()));
    }

    @Property(tries = 2_000)
    void neverThrowsOnAnyBytes(@ForAll @Size(max = 400) byte[] blob) {
        Ciphertext.parse(blob).ifPresent(read -> assertArrayEquals(blob, read.encode()));
    }

    /** At each place another value than any that is allowed there. */
    @ParameterizedTest
    @CsvSource({"0, 4c", "1, 77", "2, 00", "2, 02", "3, 00", "3, ff", "3, 81", "4, 20", "4, e4"})
    void refusesAnotherFormat(int at, String value) {
        var blob = new Ciphertext(new KeyIdentity("a/k"), MATERIAL, SEALED).encode();
        blob[at] = (byte) HexFormat.fromHexDigits(value);

        assertTrue(Ciphertext.parse(blob).isEmpty());
    }

    @Test
    void refusesWhatIsTooShortOrTooLong() {
        var key = new KeyIdentity("a/k");
        var shortest = new Ciphertext(key, MATERIAL, new byte[49]).encode();
        var longest = new Ciphertext(key, MATERIAL, new byte[6_144 - 39]).encode();

        assertEquals(6_144, longest.length);
        assertTrue(Ciphertext.parse(shortest).isPresent());
        assertTrue(Ciphertext.parse(longest).isPresent());
        assertEquals(
                Optional.empty(), Ciphertext.parse(Arrays.copyOf(shortest, shortest.length - 1)));
        assertEquals(Optional.empty(), Ciphertext.parse(Arrays.copyOf(longest, 6_145)));
        assertEquals(Optional.empty(), Ciphertext.parse(new byte[0]));
        assertThrows(
                IllegalArgumentException.class, () -> new Ciphertext(key, MATERIAL, new byte[48]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Ciphertext(key, MATERIAL, new byte[6_144 - 38]));
    }
}
