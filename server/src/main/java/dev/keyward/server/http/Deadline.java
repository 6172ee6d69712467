package dev.keyward.server.http;

import java.time.Duration;

/** A moment by which a client must have done its part, on the clock of {@link System#nanoTime}. */
record Deadline(long nanoTime, boolean isSet) {

    /** It is not the client's turn. */
    static final Deadline NONE = new Deadline(0, false);

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos(), true);
    }

    boolean isOver(long now) {
        return isSet && now - nanoTime > 0;
    }
}
