package dev.keyward.server.kms.rotation;

import dev.keyward.server.kms.common.KeyWriting;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.RelatedKeys;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.Optional;

/**
 * Ends the automatic rotation of a key's material.
 *
 * <p>Source: KMS API Reference, "DisableKeyRotation".
 */
public final class DisableKeyRotation {

    private DisableKeyRotation() {}

    public static Operation<?> of(KmsOperationsTable table) {
        return KeyWriting.of(table.row("DisableKeyRotation"), DisableKeyRotation::perform);
    }

    private static Struct perform(KmsKey key, Transaction transaction) {
        RotatableKeys.requireAutomatic(key);
        RelatedKeys.change(key, its -> its.rotation(Optional.empty()), transaction);
        return Struct.empty();
    }
}
