package dev.keyward.crypto;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Where random bytes come from; passed in, so that nothing below {@code main} makes its own. */
@FunctionalInterface
public interface RandomSource {

    /** Fresh bytes, {@code length} of them, from a cryptographically strong generator. */
    byte[] bytes(int length);

    /**
     * A fresh random UUID.
     *
     * <p>Source: RFC 9562, section 5.4.
     */
    default UUID uuid() {
        var bytes = ByteBuffer.wrap(bytes(2 * Long.BYTES));
        var high = (bytes.getLong() & ~0xF000L) | 0x4000L;
        var low = (bytes.getLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low);
    }
}
