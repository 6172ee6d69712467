package dev.keyward.server.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much clients take up together: connections, and bytes of large bodies that are being read. Safe
 * for use by many threads.
 */
final class Room {

    /** Large bodies may take this part of the heap. */
    private static final int HEAP_PART = 8;

    private final int mostConnections;
    private final long mostBytes = Runtime.getRuntime().maxMemory() / HEAP_PART;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Room(int mostConnections) {
        this.mostConnections = mostConnections;
    }

    /** Whether there was room for a connection; it must {@link #leave}. */
    boolean enter() {
        if (connections.incrementAndGet() <= mostConnections) {
            return true;
        }
        connections.decrementAndGet();
        return false;
    }

    void leave() {
        connections.decrementAndGet();
    }

    /** Whether there was room for so many bytes; they must be given back. */
    boolean take(int count) {
        if (bytes.addAndGet(count) <= mostBytes) {
            return true;
        }
        bytes.addAndGet(-count);
        return false;
    }

    void giveBack(int count) {
        bytes.addAndGet(-count);
    }

    int connections() {
        return connections.get();
    }
}
