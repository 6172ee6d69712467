package dev.keyward.server.kms.data;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Makes a data key for later and answers with its ciphertext only.
 *
 * <p>Source: KMS API Reference, "GenerateDataKeyWithoutPlaintext".
 */
public final class GenerateDataKeyWithoutPlaintext implements Operation.Reading<DataKeys.Request> {

    private static final String NAME = "GenerateDataKeyWithoutPlaintext";

    private final OperationTargets targets;
    private final DataKeys dataKeys;

    public GenerateDataKeyWithoutPlaintext(KmsOperationsTable table, DataKeys dataKeys) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.dataKeys = dataKeys;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DataKeys.Request read(Struct input) {
        return DataKeys.read(input);
    }

    @Override
    public List<Target> targets(DataKeys.Request request, Call call, Snapshot snapshot) {
        return List.of(targets.named(
                request.keyId(), request.encryption().conditionKeys(), call, snapshot));
    }

    @Override
    public Struct perform(
            DataKeys.Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var key = allowed.getFirst().key();
        try (var made = dataKeys.generate(request, key, NAME, snapshot)) {
            return Struct.builder()
                    .put("CiphertextBlob", made.sealed().blob())
                    .put("KeyId", key.arn().toString())
                    .put("KeyMaterialId", made.sealed().materialId().value())
                    .build();
        }
    }
}
