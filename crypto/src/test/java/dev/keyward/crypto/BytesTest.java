package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

final class BytesTest {

    @Test
    void joinsInOrder() {
        assertArrayEquals(
                new byte[] {1, 2, 3}, Bytes.join(new byte[] {1}, new byte[0], new byte[] {2, 3}));
        assertArrayEquals(new byte[0], Bytes.join());
    }

    @Test
    void writesTheMostSignificantByteFirst() {
        assertArrayEquals(new byte[] {(byte) 0x81, 2, 3, 4}, Bytes.ofInt(0x81020304));
    }

    @Test
    void zeroesAll() {
        var secret = new byte[] {1, 2, 3};
        Bytes.zero(secret);

        assertArrayEquals(new byte[3], secret);
    }
}
