package dev.keyward.crypto.symmetric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class PasswordHashTest {

    private final PasswordHash hash =
            new PasswordHash(Providers.best(), length -> new byte[length]);

    private static SecretBytes password(String text) {
        return SecretBytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void knowsThePasswordAgain() {
        var stored = hash.of(password("correct h\u00f6rse"));
        assertTrue(hash.matches(password("correct h\u00f6rse"), stored));
        assertFalse(hash.matches(password("correct horse"), stored));
        assertFalse(hash.matches(password(""), stored));
        assertEquals(210_000, ByteBuffer.wrap(stored).getInt());
    }

    @Test
    void isPbkdf2WithTheRoundsThatItTells() {
        // PBKDF2-HMAC-SHA-512 of "password" with 16 zero bytes of salt and one round, by another
        // library.
        var one = HexFormat.of().parseHex(EXPECTED);
        var stored =
                ByteBuffer.allocate(52).putInt(1).put(new byte[16]).put(one).array();
        assertTrue(hash.matches(password("password"), stored));
        stored[51] ^= 1;
        assertFalse(hash.matches(password("password"), stored));
    }

    private static final String EXPECTED =
            "718a542642c9e670b1bd84b40748aa331fb5d9b2b693a883decde1e27e5f876e";

    @Test
    void refusesWhatIsNoHash() {
        assertThrows(
                IllegalArgumentException.class,
                () -> hash.matches(password("x"), Arrays.copyOf(new byte[1], 51)));
    }
}
