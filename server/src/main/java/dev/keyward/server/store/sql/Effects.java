package dev.keyward.server.store.sql;

import java.util.HashSet;
import java.util.Set;

/**
 * What the functions of one commit do beside their rows. What a function did that was rolled back
 * stays in it, which costs needless work and nothing else. Used by the committer's thread only.
 */
final class Effects {

    private final Set<Integer> touchedCounters = new HashSet<>();

    private boolean eraseTraces;

    void touch(int counter) {
        touchedCounters.add(counter);
    }

    boolean hasTouched(int counter) {
        return touchedCounters.contains(counter);
    }

    void eraseTraces() {
        eraseTraces = true;
    }

    boolean asksToEraseTraces() {
        return eraseTraces;
    }

    /** Tells the readers; to be called when what is committed is visible to them. */
    void publish(Revisions revisions) {
        touchedCounters.forEach(revisions::move);
    }
}
