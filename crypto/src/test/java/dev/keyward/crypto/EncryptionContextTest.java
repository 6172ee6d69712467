package dev.keyward.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EncryptionContextTest {

    private static final String DOMAIN = "keyward/encryption-context/v1";

    @Test
    void hasTheDocumentedBytes() {
        var context = new EncryptionContext(Map.of("b", "", "a", "\u00fc"));

        assertEquals(
                HexFormat.of().formatHex(DOMAIN.getBytes(UTF_8))
                        + "00000002"
                        + "00000001" + "61" + "00000002" + "c3bc"
                        + "00000001" + "62" + "00000000",
                HexFormat.of().formatHex(context.authenticatedBytes()));
    }

    @Test
    void hasBytesEvenWhenEmpty() {
        assertArrayEquals(
                (DOMAIN + "\0\0\0\0").getBytes(UTF_8),
                EncryptionContext.EMPTY.authenticatedBytes());
        assertEquals(EncryptionContext.EMPTY, new EncryptionContext(Map.of()));
    }

    /** U+FFFD sorts before U+1F600 by bytes, after it by UTF-16 units. */
    @Test
    void sortsByTheBytesOfUtf8() {
        var bytes = new EncryptionContext(Map.of("\ud83d\ude00", "1", "\ufffd", "2"))
                .authenticatedBytes();

        assertEquals(
                "00000003efbfbd0000000132" + "00000004f09f98800000000131",
                HexFormat.of().formatHex(bytes).substring(2 * (DOMAIN.length() + 4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d"})
    void refusesALoneSurrogate(String text) {
        assertThrows(
                IllegalArgumentException.class, () -> new EncryptionContext(Map.of(text, "v")));
        assertThrows(
                IllegalArgumentException.class, () -> new EncryptionContext(Map.of("k", text)));
    }

    @Test
    void doesNotChangeWithTheMapItWasMadeOf() {
        var pairs = new LinkedHashMap<String, String>();
        pairs.put("k", "v");
        var context = new EncryptionContext(pairs);
        pairs.put("k", "w");

        assertEquals(Map.of("k", "v"), context.pairs());
    }

    @Test
    void tellsPairsApartThatRunTogetherAlike() {
        assertDiffer(Map.of("a", "bc"), Map.of("ab", "c"));
        assertDiffer(Map.of("a", "b"), Map.of("a", "b", "", ""));
        assertDiffer(Map.of("a", "b"), Map.of("b", "a"));
        assertDiffer(Map.of("a", "b"), Map.of("A", "b"));
        assertDiffer(Map.of("\u00e9", ""), Map.of("e\u0301", ""));
        assertDiffer(Map.of("a", "\0\0\0\1b"), Map.of("a", "", "b", ""));
    }

    private static void assertDiffer(Map<String, String> left, Map<String, String> right) {
        assertFalse(
                Arrays.equals(
                        new EncryptionContext(left).authenticatedBytes(),
                        new EncryptionContext(right).authenticatedBytes()),
                () -> left + " and " + right);
    }

    /** What can be read back has lost nothing: no two contexts have the same bytes. */
    @Property(tries = 500)
    void canBeReadBack(@ForAll @Size(max = 8) Map<String, String> pairs) {
        var wellFormed = new LinkedHashMap<String, String>();
        pairs.forEach((key, value) -> wellFormed.put(wellFormed(key), wellFormed(value)));

        assertEquals(wellFormed, readBack(new EncryptionContext(wellFormed).authenticatedBytes()));
    }

    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private static Map<String, String> readBack(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        assertEquals(DOMAIN, text(in, DOMAIN.length()));
        var pairs = new LinkedHashMap<String, String>();
        for (int left = in.getInt(); left > 0; left--) {
            pairs.put(text(in, in.getInt()), text(in, in.getInt()));
        }
        assertEquals(0, in.remaining());
        return pairs;
    }

    private static String text(ByteBuffer in, int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }
}
