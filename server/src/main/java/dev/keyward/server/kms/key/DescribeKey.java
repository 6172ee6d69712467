package dev.keyward.server.kms.key;

import dev.keyward.server.kms.common.KeyMetadata;
import dev.keyward.server.kms.common.KeyReading;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

/**
 * Tells of a key, in whatever state it is.
 *
 * <p>Source: KMS API Reference, "DescribeKey".
 */
public final class DescribeKey {

    private DescribeKey() {}

    public static Operation<?> of(KmsOperationsTable table) {
        return KeyReading.of(table.row("DescribeKey"), DescribeKey::perform);
    }

    private static Struct perform(KmsKey key, Snapshot snapshot) {
        return Struct.builder()
                .put("KeyMetadata", KeyMetadata.of(key, snapshot))
                .build();
    }
}
