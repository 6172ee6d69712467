package dev.keyward.server.kms.rotation;

import dev.keyward.server.kms.common.KeyReading;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.wire.Struct;

/**
 * Tells whether a key's material is rotated automatically, how often and when next. Keys that cannot be are
 * not, which is no error, and neither is a key that waits to be deleted, whatever its schedule says. A
 * rotation on demand is done when it is answered, so that none is ever told to be in progress.
 *
 * <p>Source: KMS API Reference, "GetKeyRotationStatus".
 */
public final class GetKeyRotationStatus {

    private GetKeyRotationStatus() {}

    public static Operation<?> of(KmsOperationsTable table) {
        return KeyReading.of(table.row("GetKeyRotationStatus"), (key, snapshot) -> perform(key));
    }

    private static Struct perform(KmsKey key) {
        var schedule = key.rotation().filter(_ -> !KeyStates.isPendingDeletion(key));
        var status = Struct.builder()
                .put("KeyId", key.arn().toString())
                .put("KeyRotationEnabled", schedule.isPresent());
        schedule.ifPresent(rotation -> status.put("RotationPeriodInDays", rotation.periodDays())
                .put("NextRotationDate", rotation.next()));
        return status.build();
    }
}
