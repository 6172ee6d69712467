package dev.keyward.server.kms.rotation;

import dev.keyward.server.kms.common.InBatches;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Store;
import dev.keyward.server.store.Transaction;

import java.time.Instant;
import java.util.List;

/** Rotates the keys whose time has come, also when it came while no server ran. */
public final class DueRotations {

    private final Store store;
    private final Rotations rotations;

    public DueRotations(Store store, Rotations rotations) {
        this.store = store;
        this.rotations = rotations;
    }

    /** Rotates every key that is due at {@code now}, and tells how many there were. */
    public int rotateDueKeys(Instant now) {
        return InBatches.carryOut(
                store, (transaction, most) -> rotateSome(now, most, transaction), _ -> {});
    }

    private List<KmsKey> rotateSome(Instant now, int most, Transaction transaction) {
        var due = transaction.keys().dueForRotation(now, most);
        due.forEach(key -> rotations.automatically(key, now, transaction));
        return due;
    }
}
