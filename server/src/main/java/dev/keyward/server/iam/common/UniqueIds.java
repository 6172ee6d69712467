package dev.keyward.server.iam.common;

import dev.keyward.crypto.RandomSource;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Makes the unique ids of IAM entities, which are never given twice.
 *
 * <p>Source: IAM User Guide, "IAM identifiers", "Unique identifiers".
 */
public final class UniqueIds {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** 17 symbols of 5 bits: two entities of one server never meet. */
    private static final int SYMBOLS = 17;

    private final RandomSource random;

    public UniqueIds(RandomSource random) {
        this.random = random;
    }

    /** A fresh UUID, version 4. Source: RFC 9562. */
    public String uuid() {
        var octets = random.bytes(2 * Long.BYTES);
        octets[6] = (byte) ((octets[6] & 0x0F) | 0x40);
        octets[8] = (byte) ((octets[8] & 0x3F) | 0x80);
        var numbers = ByteBuffer.wrap(octets);
        return new UUID(numbers.getLong(), numbers.getLong()).toString();
    }

    /** A fresh id: the prefix, for example {@code AIDA}, and 17 characters. */
    public String fresh(String prefix) {
        return fresh(prefix, SYMBOLS);
    }

    /** A fresh id: the prefix and so many characters. */
    public String fresh(String prefix, int symbols) {
        var id = new StringBuilder(prefix);
        for (var octet : random.bytes(symbols)) {
            id.append(ALPHABET.charAt(octet & (ALPHABET.length() - 1)));
        }
        return id.toString();
    }
}
