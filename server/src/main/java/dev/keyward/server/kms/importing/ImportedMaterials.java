package dev.keyward.server.kms.importing;

import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.MaterialState;
import dev.keyward.server.model.MultiRegionKeyType;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;

import java.util.List;
import java.util.Optional;

/**
 * What a key's state follows from: whether all material that belongs to it for good is here. Material that
 * waits for a rotation does not belong to it yet, and is forgotten once it is deleted or expires.
 *
 * <p>Source: KMS Developer Guide, "Delete imported key material" and "Import key material"; KMS API
 * Reference, "DeleteImportedKeyMaterial" and "RotationsListEntry".
 */
public final class ImportedMaterials {

    private ImportedMaterials() {}

    /** Whether a key has all the material that it must have to be used. */
    public static boolean isComplete(KmsKey key, Snapshot snapshot) {
        if (key.origin() != KeyOrigin.EXTERNAL) {
            return true;
        }
        var needed = snapshot.materials().list(key.arn()).stream()
                .filter(entry -> !entry.isPending())
                .toList();
        return !needed.isEmpty() && needed.stream().allMatch(KeyMaterialEntry::present);
    }

    /** Destroys the bytes of a material of {@code key}, with what follows from that for the key. */
    static void erase(KmsKey key, KeyMaterialEntry entry, Transaction transaction) {
        if (entry.isPending()) {
            giveUp(key, entry.materialId(), transaction);
            return;
        }
        transaction.materials().erase(key.arn(), entry.materialId());
        if (!KeyStates.isPendingDeletion(key)) {
            transaction.keys().update(key.withState(KeyState.PENDING_IMPORT));
        }
    }

    /** What waits in a primary key waits for all related keys; a replica loses but its own copy. */
    private static void giveUp(KmsKey key, String materialId, Transaction transaction) {
        if (key.multiRegionKeyType().equals(Optional.of(MultiRegionKeyType.REPLICA))) {
            transaction.materials().erase(key.arn(), materialId);
            settlePending(key, materialId, transaction);
            return;
        }
        for (var related : transaction.keys().related(key)) {
            transaction.materials().delete(related.arn(), materialId);
        }
    }

    /**
     * As {@link #settlePending} for whatever is pending in {@code key}, once there is one related key
     * more or less.
     */
    public static void settleAll(KmsKey key, Transaction transaction) {
        transaction.materials().list(key.arn()).stream()
                .filter(KeyMaterialEntry::isPending)
                .forEach(entry -> settlePending(key, entry.materialId(), transaction));
    }

    /** Says in each related key what pending material waits for: its rotation, or to be imported everywhere. */
    static void settlePending(KmsKey key, String materialId, Transaction transaction) {
        var entries = entries(transaction.keys().related(key), materialId, transaction);
        var state = entries.stream().allMatch(KeyMaterialEntry::present)
                ? MaterialState.PENDING_ROTATION
                : MaterialState.PENDING_MULTI_REGION_IMPORT_AND_ROTATION;
        for (var entry : entries) {
            transaction.materials().update(entry.withState(state));
        }
    }

    private static List<KeyMaterialEntry> entries(
            List<KmsKey> keys, String materialId, Snapshot snapshot) {
        return keys.stream()
                .flatMap(key -> snapshot.materials().list(key.arn()).stream())
                .filter(entry -> entry.materialId().equals(materialId))
                .toList();
    }
}
