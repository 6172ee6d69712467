package dev.keyward.server.kms.importing;

import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.common.RelatedKeys;
import dev.keyward.server.kms.importing.ImportKeyMaterial.Wish;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.MaterialState;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.ServiceException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The coming of one material to one key: whether the key takes it, and what becomes of both. What is new
 * to a key becomes known to all keys that are related to it, into each of which it must then be imported.
 *
 * <p>Source: KMS API Reference, "ImportKeyMaterial"; KMS Developer Guide, "Import key material".
 */
final class Arrival {

    private final KmsKey key;
    private final Material material;
    private final Transaction transaction;
    private final List<KeyMaterialEntry> known;

    /** What comes, sealed for storage, and the moment at which it comes. */
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
    record Material(String id, byte[] sealed, Wish wish, Instant now) {}

    Arrival(KmsKey key, Material material, Transaction transaction) {
        this.key = key;
        this.material = material;
        this.transaction = transaction;
        transaction.materials().list(key.arn()).stream()
                .filter(entry -> entry.isPending() && entry.hasExpired(material.now()))
                .forEach(entry -> ImportedMaterials.erase(key, entry, transaction));
        this.known = transaction.materials().list(key.arn());
    }

    /**
     * Stores the material.
     *
     * @throws ServiceException {@code IncorrectKeyMaterialException} if it is not what was to be
     *     imported; {@code KMSInvalidStateException} if other new material still waits for its
     *     rotation; {@code UnsupportedOperationException} if it is new and this is a replica
     */
    void store() {
        if (material.wish().materialId().filter(id -> !id.equals(material.id())).isPresent()) {
            throw incorrect("the key material has not the KeyMaterialId that was given");
        }
        var entry = known.stream()
                .filter(each -> each.materialId().equals(material.id()))
                .findFirst();
        switch (type()) {
            case NEW_KEY_MATERIAL -> storeNew(entry);
            case EXISTING_KEY_MATERIAL -> storeAgain(entry);
        }
        if (key.state() == KeyState.PENDING_IMPORT
                && ImportedMaterials.isComplete(key, transaction)) {
            transaction.keys().update(stored().withState(KeyState.ENABLED));
        }
    }

    private ImportType type() {
        var usual = known.isEmpty() && material.wish().materialId().isEmpty()
                ? ImportType.NEW_KEY_MATERIAL
                : ImportType.EXISTING_KEY_MATERIAL;
        return material.wish().type().orElse(usual);
    }

    private void storeNew(Optional<KeyMaterialEntry> entry) {
        if (entry.isPresent()) {
            throw incorrect("the key material is already associated with the key");
        }
        RelatedKeys.requireNoReplica(key);
        requireNothingPending();
        var isFirst = known.isEmpty();
        for (var related : transaction.keys().related(key)) {
            add(newEntry(related, isFirst));
            if (isFirst) {
                transaction.keys().update(related.withCurrentMaterial(material.id()));
            }
        }
        if (!isFirst) {
            ImportedMaterials.settlePending(key, material.id(), transaction);
        }
    }

    private void requireNothingPending() {
        var pending = known.stream().filter(KeyMaterialEntry::isPending).findFirst();
        if (pending.isPresent()) {
            throw KmsError.INVALID_STATE.because("New key material (id: " + material.id()
                    + ") cannot be imported into KMS key " + key.arn()
                    + ", because another key material (id: "
                    + pending.get().materialId() + ") is pending rotation.");
        }
    }

    /** Only this key has the bytes; keys that are related to it know of them. */
    private KeyMaterialEntry newEntry(KmsKey related, boolean isFirst) {
        var isHere = related.arn().equals(key.arn());
        return new KeyMaterialEntry(
                related.arn(),
                material.id(),
                isFirst ? MaterialState.CURRENT : MaterialState.PENDING_ROTATION,
                isHere,
                material.now(),
                isHere ? material.wish().expiration().validTo() : Optional.empty(),
                material.wish().description().orElse(""),
                Optional.empty());
    }

    private void add(KeyMaterialEntry entry) {
        if (entry.present()) {
            transaction.materials().insert(entry, material.sealed());
        } else {
            transaction.materials().insertMissing(entry);
        }
    }

    private void storeAgain(Optional<KeyMaterialEntry> entry) {
        var before = entry.orElseThrow(
                () -> incorrect("the key material is none that was imported into the key before"));
        var again = before.importedAgain(
                material.wish().expiration().validTo(),
                material.wish().description().orElse(before.description()));
        transaction.materials().restore(again, material.sealed());
        if (again.isPending()) {
            ImportedMaterials.settlePending(key, material.id(), transaction);
        }
    }

    /** The key as the transaction has it now. */
    private KmsKey stored() {
        return transaction.keys().find(key.arn()).orElseThrow();
    }

    private static ServiceException incorrect(String why) {
        return KmsError.INCORRECT_KEY_MATERIAL.because(why);
    }
}
