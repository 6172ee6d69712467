package dev.keyward.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads values of ASN.1 one after the other, in their one DER encoding and in no other: lengths are
 * definite and as short as can be, whole numbers have no needless byte, nothing stands behind the
 * last value. Two byte strings that it reads as the same values are therefore the same.
 *
 * <p>Only what keys and signatures consist of. Each method throws {@link IllegalArgumentException}
 * if something else comes; its text says nothing of the bytes, which may be secret.
 *
 * <p>Source: ITU-T X.690, sections 8, 10 and 11.
 */
final class DerReader {

    static final int INTEGER = 0x02;

    static final int BIT_STRING = 0x03;

    static final int OCTET_STRING = 0x04;

    static final int SEQUENCE = 0x30;

    private final byte[] bytes;

    private final int end;

    private int at;

    DerReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private DerReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** A sequence, to be read by the reader that it gives. */
    DerReader sequence() {
        return inside(SEQUENCE);
    }

    /** What stands in a value of {@code tag}, to be read by the reader that it gives. */
    DerReader inside(int tag) {
        int length = header(tag);
        at += length;
        return new DerReader(bytes, at - length, at);
    }

    /** A whole number that is not negative. */
    BigInteger integer() {
        var content = content(INTEGER);
        if (content.length == 0 || content[0] < 0) {
            throw malformed();
        }
        if (content.length > 1 && content[0] == 0 && content[1] >= 0) {
            throw malformed();
        }
        return new BigInteger(content);
    }

    byte[] octets() {
        return content(OCTET_STRING);
    }

    /** A string of whole bytes. */
    byte[] bits() {
        return bits(BIT_STRING);
    }

    /** A string of whole bytes under another tag. */
    byte[] bits(int tag) {
        var content = content(tag);
        if (content.length == 0 || content[0] != 0) {
            throw malformed();
        }
        return Arrays.copyOfRange(content, 1, content.length);
    }

    byte[] content(int tag) {
        int length = header(tag);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** What stands in the next value, if that has {@code tag}. */
    Optional<byte[]> optionalContent(int tag) {
        return next(tag) ? Optional.of(content(tag)) : Optional.empty();
    }

    /** Requires that the next bytes are exactly {@code expected}. */
    void exactly(byte[] expected) {
        int after = at + expected.length;
        if (after > end || !Arrays.equals(bytes, at, after, expected, 0, expected.length)) {
            throw malformed();
        }
        at = after;
    }

    /** Whether a value with {@code tag} is next. */
    boolean next(int tag) {
        return at < end && Byte.toUnsignedInt(bytes[at]) == tag;
    }

    /** Requires that there is nothing more. */
    void end() {
        if (at != end) {
            throw malformed();
        }
    }

    private int header(int tag) {
        if (!next(tag)) {
            throw malformed();
        }
        at++;
        int first = octet();
        int length = first;
        if (first >= 0x80) {
            length = longLength(first & 0x7f);
        }
        if (length > end - at) {
            throw malformed();
        }
        return length;
    }

    /** Lengths up to 65,535: no key of any spec is longer. */
    private int longLength(int octets) {
        if (octets == 1) {
            int length = octet();
            if (length >= 0x80) {
                return length;
            }
        } else if (octets == 2) {
            int length = octet() << 8 | octet();
            if (length > 0xff) {
                return length;
            }
        }
        throw malformed();
    }

    private int octet() {
        if (at >= end) {
            throw malformed();
        }
        return Byte.toUnsignedInt(bytes[at++]);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("not the DER encoding of what it should be");
    }
}
