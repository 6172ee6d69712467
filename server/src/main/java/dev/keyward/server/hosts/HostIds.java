package dev.keyward.server.hosts;

import dev.keyward.crypto.RandomSource;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Names anchors and profiles, in the form of AWS's ids for them: random UUIDs. */
final class HostIds {

    private static final int BYTES = 16;

    private HostIds() {}

    /**
     * A fresh one.
     *
     * <p>Source: RFC 9562, section 5.4.
     */
    static String next(RandomSource random) {
        var bytes = ByteBuffer.wrap(random.bytes(BYTES));
        var high = (bytes.getLong() & ~0xF000L) | 0x4000L;
        var low = (bytes.getLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low).toString();
    }
}
