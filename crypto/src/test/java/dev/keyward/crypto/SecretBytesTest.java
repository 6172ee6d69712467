package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class SecretBytesTest {

    @Test
    void tellsOnlyItsLength() {
        var secret = SecretBytes.copyOf(new byte[] {0x41, 0x42});

        assertEquals("SecretBytes[2 bytes]", secret.toString());
        assertEquals(secret.hashCode(), SecretBytes.copyOf(new byte[] {1}).hashCode());
    }

    @Test
    void equalsWhatHoldsTheSameBytes() {
        var secret = SecretBytes.copyOf(new byte[] {1, 2});

        assertEquals(secret, SecretBytes.copyOf(new byte[] {1, 2}));
        assertNotEquals(secret, SecretBytes.copyOf(new byte[] {1, 3}));
        assertNotEquals(secret, SecretBytes.copyOf(new byte[] {1}));
    }

    @Test
    void ownsACopyOrTheArrayItself() {
        var bytes = new byte[] {1, 2};
        try (var copy = SecretBytes.copyOf(bytes)) {
            assertEquals(2, copy.length());
        }
        assertArrayEquals(new byte[] {1, 2}, bytes);

        try (var taken = SecretBytes.taking(bytes)) {
            assertEquals(2, taken.length());
        }
        assertArrayEquals(new byte[2], bytes);
    }

    @Test
    void cannotBeUsedOnceClosed() {
        var secret = SecretBytes.copyOf(new byte[] {1, 2});
        secret.close();

        assertThrows(IllegalStateException.class, () -> secret.use(bytes -> bytes.length));
    }

    @Test
    void givesNoResultOfAUseThatTheEndOvertook() {
        var secret = SecretBytes.copyOf(new byte[] {1, 2});

        assertThrows(
                IllegalStateException.class,
                () -> secret.use(bytes -> {
                    secret.close();
                    return bytes[0];
                }));
    }
}
