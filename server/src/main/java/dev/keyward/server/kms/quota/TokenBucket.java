package dev.keyward.server.kms.quota;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tokens that come back at a steady rate, at most those of one second at a time. What it holds is when
 * the bucket will be full again, which says the same as a number of tokens and needs no timer.
 *
 * <p>Safe for use by many threads.
 */
final class TokenBucket {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong fullAt = new AtomicLong(Long.MIN_VALUE);

    /**
     * Takes tokens, or none if there are too few.
     *
     * @param rate tokens a second; also the most that there can be
     */
    boolean take(int tokens, int rate, long nowNanos) {
        while (true) {
            var before = fullAt.get();
            var after = Math.max(before, nowNanos) + tokens * (SECOND / rate);
            if (after - nowNanos > SECOND) {
                return false;
            }
            if (fullAt.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
