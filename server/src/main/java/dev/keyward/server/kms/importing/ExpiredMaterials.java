package dev.keyward.server.kms.importing;

import dev.keyward.server.kms.common.InBatches;
import dev.keyward.server.kms.material.OpenedMaterials;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.store.Store;
import dev.keyward.server.store.Transaction;

import java.time.Instant;
import java.util.List;

/**
 * Destroys imported material that has expired: in storage, and in memory. Requests do not wait for that;
 * from the moment on they find the key without it.
 */
public final class ExpiredMaterials {

    private final Store store;
    private final OpenedMaterials opened;

    public ExpiredMaterials(Store store, OpenedMaterials opened) {
        this.store = store;
        this.opened = opened;
    }

    /** Destroys all that has expired at {@code now}, and tells how many materials those were. */
    public int eraseExpired(Instant now) {
        var erased = InBatches.carryOut(
                store, (transaction, most) -> eraseSome(now, most, transaction), _ -> {});
        // Also what a request brought back into memory at the moment when it was deleted.
        store.read(opened::forgetGone);
        return erased;
    }

    private static List<KeyMaterialEntry> eraseSome(
            Instant now, int most, Transaction transaction) {
        var due = transaction.materials().dueForExpiry(now, most);
        for (var entry : due) {
            if (transaction.materials().find(entry.keyArn(), entry.materialId()).isEmpty()) {
                continue; // it went with that of a related key
            }
            var key = transaction.keys().find(entry.keyArn()).orElseThrow();
            ImportedMaterials.erase(key, entry, transaction);
        }
        return due;
    }
}
