package dev.keyward.server.http;

import dev.keyward.crypto.RandomSource;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Names requests, in the form of AWS's request ids: random UUIDs. */
final class RequestIds {

    private static final int BYTES = 16;

    private final RandomSource random;

    RequestIds(RandomSource random) {
        this.random = random;
    }

    /**
     * A fresh one.
     *
     * <p>Source: RFC 9562, section 5.4.
     */
    String next() {
        var bytes = ByteBuffer.wrap(random.bytes(BYTES));
        var high = (bytes.getLong() & ~0xF000L) | 0x4000L;
        var low = (bytes.getLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low).toString();
    }
}
