package dev.keyward.server.kms.key;

import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KeyWriting;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.importing.ImportedMaterials;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

/**
 * Cancels a key's scheduled deletion. The key is disabled afterwards, whatever it was before, or waits
 * for imported material that it has no more.
 *
 * <p>Source: KMS API Reference, "CancelKeyDeletion".
 */
public final class CancelKeyDeletion {

    private CancelKeyDeletion() {}

    public static Operation<?> of(KmsOperationsTable table) {
        return KeyWriting.of(table.row("CancelKeyDeletion"), CancelKeyDeletion::perform);
    }

    private static Struct perform(KmsKey key, Transaction transaction) {
        KeyStates.requirePendingDeletion(key);
        var state = ImportedMaterials.isComplete(key, transaction)
                ? KeyState.DISABLED
                : KeyState.PENDING_IMPORT;
        transaction.keys().update(key.withState(state));
        return Struct.builder().put("KeyId", key.arn().toString()).build();
    }
}
