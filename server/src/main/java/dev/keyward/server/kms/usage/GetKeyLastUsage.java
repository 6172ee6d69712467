package dev.keyward.server.kms.usage;

import dev.keyward.server.kms.common.KeyReading;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.LastUse;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

/**
 * Tells when a key was last used with success, and since when that has been tracked. There is no
 * CloudTrail, so that no id of an event of it is told.
 *
 * <p>Source: KMS API Reference, "GetKeyLastUsage".
 */
public final class GetKeyLastUsage {

    private GetKeyLastUsage() {}

    public static Operation<?> of(KmsOperationsTable table, UsageTracking tracking) {
        return KeyReading.of(
                table.row("GetKeyLastUsage"), (key, snapshot) -> perform(key, tracking, snapshot));
    }

    private static Struct perform(KmsKey key, UsageTracking tracking, Snapshot snapshot) {
        return Struct.builder()
                .put("KeyId", key.id())
                .put("KeyCreationDate", key.created())
                .put("TrackingStartDate", tracking.since(key))
                .put(
                        "KeyLastUsage",
                        tracking.lastUse(key, snapshot)
                                .map(GetKeyLastUsage::usage)
                                .orElse(Struct.empty()))
                .build();
    }

    private static Struct usage(LastUse use) {
        return Struct.builder()
                .put("Timestamp", use.time())
                .put("Operation", use.operation())
                .put("KmsRequestId", use.requestId())
                .build();
    }
}
