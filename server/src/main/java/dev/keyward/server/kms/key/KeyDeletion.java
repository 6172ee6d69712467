package dev.keyward.server.kms.key;

import dev.keyward.policy.Arn;
import dev.keyward.server.kms.material.OpenedMaterials;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Store;

import java.time.Instant;
import java.util.List;

/**
 * Deletes the keys whose waiting period has passed, with their aliases, tags and material, for good:
 * from storage, and from memory.
 */
public final class KeyDeletion {

    /** So that no other writer waits long. */
    private static final int AT_A_TIME = 50;

    private final Store store;
    private final OpenedMaterials materials;

    public KeyDeletion(Store store, OpenedMaterials materials) {
        this.store = store;
        this.materials = materials;
    }

    /** Deletes every key that is due at {@code now}, and tells how many there were. */
    public int deleteDueKeys(Instant now) {
        var deleted = 0;
        List<Arn> some;
        do {
            some = deleteSome(now);
            some.forEach(materials::forget);
            deleted += some.size();
        } while (some.size() == AT_A_TIME);
        return deleted;
    }

    private List<Arn> deleteSome(Instant now) {
        return store.write(transaction -> {
            var due = transaction.keys().dueForDeletion(now, AT_A_TIME).stream()
                    .map(KmsKey::arn)
                    .toList();
            due.forEach(transaction.keys()::delete);
            return due;
        });
    }
}
