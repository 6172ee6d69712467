package dev.keyward.crypto;

import java.math.BigInteger;

/**
 * Writes what {@link DerReader} reads. A value is its bytes, and greater ones are made of smaller
 * ones.
 *
 * <p>Limits: 65,535 bytes a value.
 */
final class DerWriter {

    private static final int MAX_LENGTH = 0xffff;

    private DerWriter() {}

    static byte[] sequence(byte[]... values) {
        return value(DerReader.SEQUENCE, values);
    }

    static byte[] integer(long value) {
        return integer(BigInteger.valueOf(value));
    }

    static byte[] integer(BigInteger value) {
        return value(DerReader.INTEGER, value.toByteArray());
    }

    static byte[] octets(byte[] bytes) {
        return value(DerReader.OCTET_STRING, bytes);
    }

    static byte[] bits(byte[] bytes) {
        return value(DerReader.BIT_STRING, new byte[1], bytes);
    }

    static byte[] value(int tag, byte[]... parts) {
        var content = Bytes.join(parts);
        try {
            return Bytes.join(header(tag, content.length), content);
        } finally {
            Bytes.zero(content);
        }
    }

    private static byte[] header(int tag, int length) {
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("a value of " + length + " bytes");
        }
        if (length < 0x80) {
            return new byte[] {(byte) tag, (byte) length};
        }
        if (length <= 0xff) {
            return new byte[] {(byte) tag, (byte) 0x81, (byte) length};
        }
        return new byte[] {(byte) tag, (byte) 0x82, (byte) (length >>> 8), (byte) length};
    }
}
