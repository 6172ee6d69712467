package dev.keyward.crypto.attestation;

import dev.keyward.crypto.attestation.CborValue.Items;
import dev.keyward.crypto.attestation.CborValue.Null;
import dev.keyward.crypto.attestation.CborValue.Octets;
import dev.keyward.crypto.attestation.CborValue.Pairs;
import dev.keyward.crypto.attestation.CborValue.Text;
import dev.keyward.crypto.attestation.CborValue.Whole;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;

/**
 * Reads one CBOR value, of those that attestation documents have, and refuses everything else: tags,
 * floating point, other simple values, strings in pieces, numbers that are longer than they need be,
 * names that stand twice, and whatever follows the value. Arrays and maps may be of indefinite length,
 * since newer documents of AWS begin with such a map.
 *
 * <p>Limits: three levels, 64 entries in an array or map; no more memory than the bytes themselves
 * account for.
 *
 * <p>Source: RFC 8949, section 3.
 */
final class CborReader {

    /** A document is a map of maps and arrays of strings; one level more than that. */
    private static final int MAX_DEPTH = 3;

    /** The most that a document needs is 32 registers. */
    private static final int MAX_ENTRIES = 64;

    private static final int DETAIL_BITS = 5;

    private static final int DETAIL_MASK = 0b11111;

    private static final int MAJOR_WHOLE = 0;

    private static final int MAJOR_NEGATIVE = 1;

    private static final int MAJOR_OCTETS = 2;

    private static final int MAJOR_TEXT = 3;

    private static final int MAJOR_ITEMS = 4;

    private static final int MAJOR_PAIRS = 5;

    private static final int NULL = 0xf6;

    private static final int BREAK = 0xff;

    /** The least detail that stands for bytes which follow: 1, 2, 4 or 8 of them. */
    private static final int ONE_BYTE = 24;

    private static final int EIGHT_BYTES = 27;

    private static final int INDEFINITE = 31;

    private final byte[] bytes;

    private int at;

    private CborReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The value that {@code bytes} are.
     *
     * @throws AttestationException if they are not exactly one value of the kinds above
     */
    static CborValue read(byte[] bytes) {
        var reader = new CborReader(bytes);
        var value = reader.value(0);
        if (reader.at != bytes.length) {
            throw malformed();
        }
        return value;
    }

    private CborValue value(int depth) {
        int first = octet();
        int detail = first & DETAIL_MASK;
        return switch (first >>> DETAIL_BITS) {
            case MAJOR_WHOLE -> new Whole(argument(detail));
            case MAJOR_NEGATIVE -> new Whole(-1 - argument(detail));
            case MAJOR_OCTETS -> new Octets(take(argument(detail)));
            case MAJOR_TEXT -> new Text(text(take(argument(detail))));
            case MAJOR_ITEMS -> items(detail, depth + 1);
            case MAJOR_PAIRS -> pairs(detail, depth + 1);
            default -> {
                if (first != NULL) {
                    throw malformed();
                }
                yield new Null();
            }
        };
    }

    private Items items(int detail, int depth) {
        var values = new ArrayList<CborValue>();
        var entries = new Entries(detail, depth);
        while (entries.hasNext()) {
            values.add(value(depth));
        }
        return new Items(values);
    }

    private Pairs pairs(int detail, int depth) {
        var values = new LinkedHashMap<CborValue, CborValue>();
        var entries = new Entries(detail, depth);
        while (entries.hasNext()) {
            var name = value(depth);
            var isName = name instanceof Whole || name instanceof Text;
            if (!isName || values.put(name, value(depth)) != null) {
                throw malformed();
            }
        }
        return new Pairs(values);
    }

    /** Counts the entries of an array or map, or looks for its end. */
    private final class Entries {

        private final boolean isIndefinite;

        private final long length;

        private int read;

        Entries(int detail, int depth) {
            this.isIndefinite = detail == INDEFINITE;
            this.length = isIndefinite ? MAX_ENTRIES : argument(detail);
            if (depth > MAX_DEPTH || length > MAX_ENTRIES) {
                throw malformed();
            }
        }

        boolean hasNext() {
            if (isIndefinite && at < bytes.length && Byte.toUnsignedInt(bytes[at]) == BREAK) {
                at++;
                return false;
            }
            if (read < length) {
                read++;
                return true;
            }
            if (isIndefinite) {
                throw malformed();
            }
            return false;
        }
    }

    /** The number in a value's first byte, or in those that follow it. */
    private long argument(int detail) {
        if (detail < ONE_BYTE) {
            return detail;
        }
        if (detail > EIGHT_BYTES) {
            throw malformed();
        }
        int length = 1 << (detail - ONE_BYTE);
        long value = 0;
        for (int read = 0; read < length; read++) {
            value = value << Byte.SIZE | octet();
        }
        // Half as many bytes would have held a smaller one; one byte would not have been needed.
        var isShorter = length == 1 ? value < ONE_BYTE : value >>> (length * Byte.SIZE / 2) == 0;
        if (isShorter || value < 0) {
            throw malformed();
        }
        return value;
    }

    private int octet() {
        if (at == bytes.length) {
            throw malformed();
        }
        return Byte.toUnsignedInt(bytes[at++]);
    }

    private byte[] take(long length) {
        if (length > bytes.length - at) {
            throw malformed();
        }
        int start = at;
        at += (int) length;
        return Arrays.copyOfRange(bytes, start, at);
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static AttestationException malformed() {
        return new AttestationException("is not CBOR as attestation documents have it");
    }
}
