package dev.keyward.crypto.attestation;

import dev.keyward.crypto.Bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes CBOR, well-formed or not: each method gives the bytes of one value. */
public final class TestingCbor {

    static final byte[] NULL = {(byte) 0xf6};

    private TestingCbor() {}

    public static byte[] whole(long value) {
        return value >= 0 ? head(0, value) : head(1, -1 - value);
    }

    public static byte[] octets(byte[] bytes) {
        return Bytes.join(head(2, bytes.length), bytes);
    }

    public static byte[] text(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        return Bytes.join(head(3, utf8.length), utf8);
    }

    public static byte[] items(byte[]... values) {
        return Bytes.join(head(4, values.length), Bytes.join(values));
    }

    /** Names and values in turn. */
    public static byte[] pairs(byte[]... namesAndValues) {
        return Bytes.join(head(5, namesAndValues.length / 2), Bytes.join(namesAndValues));
    }

    /** The same values with an end instead of a length. */
    public static byte[] endless(int major, byte[]... values) {
        return Bytes.join(
                new byte[] {(byte) (major << 5 | 31)}, Bytes.join(values), new byte[] {(byte) 0xff
                });
    }

    /** The first bytes of a value, as short as can be. */
    public static byte[] head(int major, long argument) {
        if (argument < 24) {
            return head(major, argument, 0);
        }
        if (argument < 0x100) {
            return head(major, argument, 1);
        }
        if (argument < 0x1_0000) {
            return head(major, argument, 2);
        }
        return head(major, argument, argument < 0x1_0000_0000L ? 4 : 8);
    }

    /** The first bytes of a value, with {@code length} bytes for the argument. */
    public static byte[] head(int major, long argument, int length) {
        var detail = switch (length) {
            case 0 -> (int) argument;
            case 1 -> 24;
            case 2 -> 25;
            case 4 -> 26;
            case 8 -> 27;
            default -> throw new IllegalArgumentException("no head of " + length);
        };
        var all = ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) (major << 5 | detail))
                .putLong(argument << (Long.BYTES - length) * Byte.SIZE % Long.SIZE);
        var head = new byte[1 + length];
        all.flip().get(head);
        return head;
    }
}
