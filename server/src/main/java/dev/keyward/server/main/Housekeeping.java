package dev.keyward.server.main;

import dev.keyward.server.kms.key.KeyDeletion;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens without a request: keys whose waiting period is over are deleted. */
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /** AWS deletes within 24 hours after the date. */
    private static final long INTERVAL_SECONDS = 60;

    private static final long PATIENCE_SECONDS = 10;

    private final ScheduledExecutorService executor;

    private Housekeeping(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    static Housekeeping begin(KeyDeletion keyDeletion, InstantSource clock) {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("housekeeping").daemon().factory());
        var _ = executor.scheduleWithFixedDelay(
                () -> deleteDueKeys(keyDeletion, clock), 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
        return new Housekeeping(executor);
    }

    private static void deleteDueKeys(KeyDeletion keyDeletion, InstantSource clock) {
        try {
            var deleted = keyDeletion.deleteDueKeys(clock.instant());
            if (deleted > 0) {
                LOG.info("deleted {} keys whose waiting period was over", deleted);
            }
        } catch (RuntimeException failure) { // the top of a thread: the next round tries again
            LOG.error("could not delete keys that are due", failure);
        }
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
    }
}
