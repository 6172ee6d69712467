package dev.keyward.server.kms.key;

import dev.keyward.server.kms.common.KeyReading;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.wire.Struct;

/**
 * Tells whether a key's material is rotated automatically. It never is, as long as EnableKeyRotation is
 * not served.
 *
 * <p>Source: KMS API Reference, "GetKeyRotationStatus".
 */
public final class GetKeyRotationStatus {

    private GetKeyRotationStatus() {}

    public static Operation<?> of(KmsOperationsTable table) {
        return KeyReading.of(table.row("GetKeyRotationStatus"), (key, snapshot) -> perform(key));
    }

    private static Struct perform(KmsKey key) {
        return Struct.builder()
                .put("KeyId", key.id())
                .put("KeyRotationEnabled", false)
                .build();
    }
}
