package dev.keyward.server.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How long a key waits to be deleted.
 *
 * @param windowDays 7 to 30
 * @param date when it is deleted; absent while replicas are left, whose end begins the window
 */
public record PendingDeletion(int windowDays, Optional<Instant> date) {

    /** A window that begins when no replica is left. */
    public static PendingDeletion afterReplicas(int windowDays) {
        return new PendingDeletion(windowDays, Optional.empty());
    }
}
