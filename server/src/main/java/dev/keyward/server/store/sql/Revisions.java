package dev.keyward.server.store.sql;

import dev.keyward.server.store.Topic;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often each topic changed, in a fixed number of counters that topics share by their hash. Two
 * topics in one counter cost a needless reload, never a stale answer.
 *
 * <p>Safe for use by many threads.
 */
final class Revisions {

    private static final int BITS = 16; // half a megabyte of counters
    private static final int GOLDEN_RATIO = 0x9E3779B9; // spreads hashes over the upper bits

    private final AtomicLongArray counters = new AtomicLongArray(1 << BITS);
    private final AtomicLong uncommitted = new AtomicLong();

    /** The counter of a topic. */
    int counter(Topic topic) {
        return (topic.hashCode() * GOLDEN_RATIO) >>> (Integer.SIZE - BITS);
    }

    long current(int counter) {
        return counters.get(counter);
    }

    /** A negative number that was never given before. */
    long uncommitted() {
        return uncommitted.decrementAndGet();
    }

    /** Tells that what shares {@code counter} may have changed. */
    void move(int counter) {
        counters.incrementAndGet(counter);
    }
}
