package dev.keyward.cli.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The credentials that the agent gives out. They are renewed ahead of their end; while the server cannot be
 * reached, those that are still good are given. After a failure some time passes before the next try, so that
 * programs that ask all the time do not become the server's problem.
 *
 * <p>Safe for use by many threads.
 */
final class KeptCredentials {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final CredentialSource source;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<HostCredentials> held = Optional.empty();

    // Guarded by the lock.
    private Duration pause = Duration.ZERO;
    private Instant nextTry = Instant.MIN;
    private String failure = "";

    KeptCredentials(CredentialSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * Credentials that are good now.
     *
     * @throws IOException saying why there are none
     */
    HostCredentials current() throws IOException {
        var known = held;
        if (known.isPresent() && clock.instant().isBefore(known.get().expires())) {
            return known.get();
        }
        lock.lock();
        try {
            var meanwhile = held;
            if (meanwhile.isPresent()
                    && clock.instant().isBefore(meanwhile.get().expires())) {
                return meanwhile.get();
            }
            return renew();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Renews what is near its end.
     *
     * @throws IOException saying why that failed, each time that it was tried
     */
    void renewIfDue() throws IOException {
        lock.lock();
        try {
            var now = clock.instant();
            var isDue = held.isEmpty() || !now.isBefore(held.get().renewal());
            if (isDue && !now.isBefore(nextTry)) {
                var _ = renew();
            }
        } finally {
            lock.unlock();
        }
    }

    private HostCredentials renew() throws IOException {
        var now = clock.instant();
        if (now.isBefore(nextTry)) {
            throw new IOException(failure);
        }
        try {
            var fresh = source.fresh();
            held = Optional.of(fresh);
            pause = Duration.ZERO;
            return fresh;
        } catch (IOException e) {
            pause = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            nextTry = now.plus(pause);
            failure = String.valueOf(e.getMessage());
            throw e;
        }
    }
}
