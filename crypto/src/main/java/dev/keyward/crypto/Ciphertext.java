package dev.keyward.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What Encrypt under a symmetric key returns: it says which key and which material opens it, and
 * carries what {@code dev.keyward.crypto.symmetric.AesGcmEnvelope} sealed. Clients treat it as
 * opaque.
 *
 * <p>Bytes and parts correspond one to one: {@code parse(encode(c))} is {@code c}, and {@code
 * encode(parse(b))} is {@code b}. What parses is not thereby genuine; only opening it tells.
 *
 * <p>Limits: at most 6,144 bytes. Source: KMS API Reference, Decrypt, {@code CiphertextBlob}. The
 * format stands in docs/reference/ciphertext-format.md.
 *
 * @param sealed the nonce, the encrypted bytes and the tag; neither copied nor to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
public record Ciphertext(KeyIdentity key, MaterialId materialId, byte[] sealed) {

    /** In bytes. */
    public static final int MAX_LENGTH = 6_144;

    /** Two letters that tell a stray blob from one of ours, and the version of the format. */
    private static final byte[] MAGIC = {'K', 'W', 1};

    /** A nonce of 32, one byte of text, a tag of 16. */
    private static final int MIN_SEALED_LENGTH = 49;

    private static final int FIXED_LENGTH = MAGIC.length + 1 + MaterialId.BYTES;

    /**
     * @throws IllegalArgumentException if {@code sealed} is shorter than any that can be, or
     *     too long
     */
    public Ciphertext {
        int length = FIXED_LENGTH + key.value().length() + sealed.length;
        if (sealed.length < MIN_SEALED_LENGTH || length > MAX_LENGTH) {
            throw new IllegalArgumentException("a ciphertext of " + length + " bytes");
        }
    }

    /** The ciphertext whose bytes are {@code blob}, or nothing if they have not the form of one. */
    public static Optional<Ciphertext> parse(byte[] blob) {
        if (blob.length < FIXED_LENGTH + 1 + MIN_SEALED_LENGTH || blob.length > MAX_LENGTH) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(blob);
        for (byte expected : MAGIC) {
            if (in.get() != expected) {
                return Optional.empty();
            }
        }
        int keyLength = Byte.toUnsignedInt(in.get());
        if (in.remaining() < keyLength + MaterialId.BYTES + MIN_SEALED_LENGTH) {
            return Optional.empty();
        }
        // One character for each byte, whatever it is, so that no two blobs read alike.
        var key = new String(take(in, keyLength), StandardCharsets.ISO_8859_1);
        if (!KeyIdentity.isValid(key)) {
            return Optional.empty();
        }
        var materialId = MaterialId.of(take(in, MaterialId.BYTES));
        return Optional.of(
                new Ciphertext(new KeyIdentity(key), materialId, take(in, in.remaining())));
    }

    private static byte[] take(ByteBuffer in, int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /** The bytes for the client. */
    public byte[] encode() {
        return Bytes.join(header(key, materialId), sealed);
    }

    /**
     * All that stands before the sealed bytes; they are sealed with it as authenticated data. Its
     * own length follows from its first bytes, so that whatever is appended to it stays apart from
     * it.
     */
    public static byte[] header(KeyIdentity key, MaterialId materialId) {
        var name = key.value().getBytes(StandardCharsets.US_ASCII);
        return Bytes.join(MAGIC, new byte[] {(byte) name.length}, name, materialId.bytes());
    }
}
