package dev.keyward.server.kms.keypolicy;

import dev.keyward.server.kms.common.KeyReading;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.Paging;
import dev.keyward.server.service.Operation;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Lists the names of a key's policies: {@code default}.
 *
 * <p>Source: KMS API Reference, "ListKeyPolicies".
 */
public final class ListKeyPolicies {

    private ListKeyPolicies() {}

    public static Operation<?> of(KmsOperationsTable table) {
        return KeyReading.of(table.row("ListKeyPolicies"), (key, snapshot) -> perform())
                .checking(Paging::refuseAnyMarker);
    }

    private static Struct perform() {
        return Struct.builder()
                .putTexts("PolicyNames", List.of(PolicyNames.ONLY))
                .put("Truncated", false)
                .build();
    }
}
