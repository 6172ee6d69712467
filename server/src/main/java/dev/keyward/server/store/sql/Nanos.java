package dev.keyward.server.store.sql;

import java.time.Instant;

/** Instants as nanoseconds since 1970, which order as numbers and lose nothing; good until 2262. */
final class Nanos {

    private static final long IN_A_SECOND = 1_000_000_000L;

    private Nanos() {}

    /**
     * The number for {@code instant}.
     *
     * @throws ArithmeticException if it is too far from 1970
     */
    static long of(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), IN_A_SECOND), instant.getNano());
    }

    static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, IN_A_SECOND), Math.floorMod(nanos, IN_A_SECOND));
    }
}
