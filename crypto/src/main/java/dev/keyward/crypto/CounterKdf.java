package dev.keyward.crypto;

import java.nio.charset.StandardCharsets;

/**
 * Derives keys from a key: SP 800-108 in counter mode with HMAC-SHA-256, which is what KMS says
 * that it uses. Its fixed input is {@code label 0x00 context length}, the length in bits as 32
 * bits, so that results for different labels, contexts or lengths tell nothing of each other.
 *
 * <p>Every label begins with {@code keyward/}, ends with a version, and is named by one class only;
 * docs/reference/ciphertext-format.md lists them.
 *
 * <p>Safe for use by several threads.
 *
 * <p>Source: NIST SP 800-108r1, sections 4 and 4.1; AWS KMS cryptographic details, "Key
 * derivation".
 */
public final class CounterKdf {

    /** Far below the limit of the counter, and more than any use needs. */
    private static final int MAX_LENGTH = 1_024;

    private final Providers providers;

    public CounterKdf(Providers providers) {
        this.providers = providers;
    }

    /**
     * As many bytes as asked for; the caller owns them and should zero them.
     *
     * @throws IllegalArgumentException if {@code length} is not 1 to 1,024, or the label has a zero
     */
    public byte[] derive(byte[] key, String label, byte[] context, int length) {
        if (length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("a derived key of " + length + " bytes");
        }
        if (label.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a label with a zero: it would end early");
        }
        var fixedInput = Bytes.join(
                label.getBytes(StandardCharsets.UTF_8),
                new byte[1],
                context,
                Bytes.ofInt(Math.multiplyExact(length, Byte.SIZE)));
        return providers.counterKdf(key, fixedInput, length);
    }
}
