package dev.keyward.server.kms.keypolicy;

import dev.keyward.server.kms.common.KeyReading;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

/**
 * Answers with a key's policy, as it was put but for principals that have been renamed or deleted since.
 *
 * <p>Source: KMS API Reference, "GetKeyPolicy".
 */
public final class GetKeyPolicy {

    private GetKeyPolicy() {}

    public static Operation<?> of(KmsOperationsTable table) {
        return KeyReading.of(table.row("GetKeyPolicy"), GetKeyPolicy::perform)
                .checking(PolicyNames::requireKnown);
    }

    private static Struct perform(KmsKey key, Snapshot snapshot) {
        return Struct.builder()
                .put("Policy", KeyPolicies.shown(key, snapshot))
                .put("PolicyName", PolicyNames.ONLY)
                .build();
    }
}
