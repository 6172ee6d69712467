package dev.keyward.server.main;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens without a request: keys whose waiting period is over are deleted, imported material that
 * has expired is destroyed, and material is rotated when its time has come. The first round is at the
 * start, so that nothing that came due while the server was down waits longer.
 * When keys, users and roles were last used is written in each round, and at the end.
 */
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /** AWS deletes within 24 hours after the date. */
    private static final long INTERVAL_SECONDS = 60;

    private static final long PATIENCE_SECONDS = 10;

    private final ScheduledExecutorService executor;
    private final Runnable last;

    private Housekeeping(ScheduledExecutorService executor, Runnable last) {
        this.executor = executor;
        this.last = last;
    }

    /**
     * Work that falls due.
     *
     * @param name what the log calls it when it fails
     * @param done what the log says when it did something, with a place for how many
     */
    record Duty(String name, String done, ToIntFunction<Instant> work) {

        private void carryOut(Instant now) {
            try {
                var count = work.applyAsInt(now);
                if (count > 0) {
                    LOG.info(done, count);
                }
            } catch (RuntimeException failure) { // the top of a thread: the next round tries again
                LOG.error("{} failed", name, failure);
            }
        }
    }

    /**
     * Begins it.
     *
     * @param last comes after the others in each round, and once more when all requests have ended
     */
    static Housekeeping begin(List<Duty> duties, Duty last, InstantSource clock) {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("housekeeping").daemon().factory());
        var _ = executor.scheduleWithFixedDelay(
                () -> {
                    duties.forEach(duty -> duty.carryOut(clock.instant()));
                    last.carryOut(clock.instant());
                },
                0,
                INTERVAL_SECONDS,
                TimeUnit.SECONDS);
        return new Housekeeping(executor, () -> last.carryOut(clock.instant()));
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("background work did not end; it is cut off");
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
        last.run();
    }
}
