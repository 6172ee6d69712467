package dev.keyward.server.kms.rotation;

import dev.keyward.server.store.Store;

import java.time.Instant;

/** Rotates the keys whose time has come, also when it came while no server ran. */
public final class DueRotations {

    /** So that no other writer waits long. */
    private static final int AT_A_TIME = 50;

    private final Store store;
    private final Rotations rotations;

    public DueRotations(Store store, Rotations rotations) {
        this.store = store;
        this.rotations = rotations;
    }

    /** Rotates every key that is due at {@code now}, and tells how many there were. */
    public int rotateDueKeys(Instant now) {
        var rotated = 0;
        int some;
        do {
            some = rotateSome(now);
            rotated += some;
        } while (some == AT_A_TIME);
        return rotated;
    }

    private int rotateSome(Instant now) {
        return store.write(transaction -> {
            var due = transaction.keys().dueForRotation(now, AT_A_TIME);
            due.forEach(key -> rotations.automatically(key, now, transaction));
            return due.size();
        });
    }
}
