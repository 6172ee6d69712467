package dev.keyward.server.kms.key;

import dev.keyward.policy.Arn;
import dev.keyward.server.kms.common.InBatches;
import dev.keyward.server.kms.common.RelatedKeys;
import dev.keyward.server.kms.importing.ImportedMaterials;
import dev.keyward.server.kms.material.OpenedMaterials;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.PendingDeletion;
import dev.keyward.server.store.Store;
import dev.keyward.server.store.Transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deletes the keys whose waiting period has passed, with their aliases, tags and material, for good:
 * from storage, and from memory. Related keys in other Regions keep their own copies of the material.
 */
public final class KeyDeletion {

    private final Store store;
    private final OpenedMaterials materials;

    public KeyDeletion(Store store, OpenedMaterials materials) {
        this.store = store;
        this.materials = materials;
    }

    /** Deletes every key that is due at {@code now}, and tells how many there were. */
    public int deleteDueKeys(Instant now) {
        return InBatches.carryOut(
                store,
                (transaction, most) -> deleteSome(now, most, transaction),
                deleted -> deleted.forEach(materials::forget));
    }

    private static List<Arn> deleteSome(Instant now, int most, Transaction transaction) {
        var due = transaction.keys().dueForDeletion(now, most);
        for (var key : due) {
            transaction.keys().delete(key.arn());
            beginWindowOfPrimary(key, now, transaction);
            RelatedKeys.others(key, transaction.keys()).stream()
                    .findFirst()
                    .ifPresent(left -> ImportedMaterials.settleAll(left, transaction));
        }
        return due.stream().map(KmsKey::arn).toList();
    }

    /** A primary key that waited for its replicas to go waits for its own days once the last is gone. */
    private static void beginWindowOfPrimary(KmsKey gone, Instant now, Transaction transaction) {
        var left = RelatedKeys.others(gone, transaction.keys());
        if (left.size() != 1 || left.getFirst().state() != KeyState.PENDING_REPLICA_DELETION) {
            return;
        }
        var primary = left.getFirst();
        var days = primary.deletion().orElseThrow().windowDays();
        transaction.keys().update(inDays(days, primary, now));
    }

    /** {@code key}, to be deleted {@code days} from {@code now} on. */
    static KmsKey inDays(int days, KmsKey key, Instant now) {
        var date = now.plus(Duration.ofDays(days));
        return key.but()
                .state(KeyState.PENDING_DELETION)
                .deletion(Optional.of(new PendingDeletion(days, Optional.of(date))))
                .key();
    }
}
