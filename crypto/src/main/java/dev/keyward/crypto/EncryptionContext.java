package dev.keyward.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pairs that a caller binds to a ciphertext; whoever decrypts must give exactly these, in any
 * order. They are authenticated and not secret.
 *
 * <p>An absent context is the same as {@link #EMPTY}.
 *
 * <p>Source: KMS Developer Guide, "Encryption context".
 */
public record EncryptionContext(Map<String, String> pairs) {

    public static final EncryptionContext EMPTY = new EncryptionContext(Map.of());

    /** Tells these bytes from any other authenticated data, and one form of them from the next. */
    private static final byte[] DOMAIN =
            "keyward/encryption-context/v1".getBytes(StandardCharsets.US_ASCII);

    /**
     * @throws IllegalArgumentException if a key or value holds a lone surrogate, which no
     *     UTF-8 text can carry
     */
    public EncryptionContext {
        pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
        pairs.forEach((key, value) -> {
            utf8(key);
            utf8(value);
        });
    }

    /**
     * The canonical bytes: the domain, the number of pairs, then each key and value with its length
     * before it, sorted by the bytes of the keys. Equal contexts give equal bytes, different ones
     * different bytes.
     */
    public byte[] authenticatedBytes() {
        var parts = new ArrayList<byte[][]>(pairs.size());
        pairs.forEach((key, value) -> parts.add(new byte[][] {utf8(key), utf8(value)}));
        parts.sort((left, right) -> Arrays.compareUnsigned(left[0], right[0]));
        int length = DOMAIN.length + Integer.BYTES;
        for (var pair : parts) {
            length = Math.addExact(length, 2 * Integer.BYTES + pair[0].length + pair[1].length);
        }
        var out = ByteBuffer.allocate(length).put(DOMAIN).putInt(parts.size());
        for (var pair : parts) {
            out.putInt(pair[0].length).put(pair[0]).putInt(pair[1].length).put(pair[1]);
        }
        return out.array();
    }

    private static byte[] utf8(String text) {
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("an encryption context with a lone surrogate", e);
        }
    }
}
