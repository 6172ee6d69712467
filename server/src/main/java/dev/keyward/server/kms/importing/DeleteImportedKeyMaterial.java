package dev.keyward.server.kms.importing;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KeyUses;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.material.OpenedMaterials;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Destroys imported material, the current one unless another is named. The key waits until the same
 * material is imported again. What is gone already stays so.
 *
 * <p>Source: KMS API Reference, "DeleteImportedKeyMaterial".
 */
public final class DeleteImportedKeyMaterial
        implements Operation.Writing<DeleteImportedKeyMaterial.Request> {

    private static final String NAME = "DeleteImportedKeyMaterial";

    private final OperationTargets targets;
    private final OpenedMaterials opened;

    record Request(KeyRequest key, Optional<String> materialId) {}

    public DeleteImportedKeyMaterial(KmsOperationsTable table, OpenedMaterials opened) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.opened = opened;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(KeyRequest.read(input, targets), input.text("KeyMaterialId"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        var key = allowed.getFirst().key();
        KeyUses.requireOrigin(key, KeyOrigin.EXTERNAL);
        KeyStates.requireMaterialDeletable(key);
        var id = request.materialId().or(key::currentMaterialId);
        var known = transaction.materials().list(key.arn());
        var entry = id.flatMap(wanted -> find(known, wanted));
        if (entry.isEmpty() && request.materialId().isPresent()) {
            throw notFound(request.materialId().get());
        }
        entry.filter(KeyMaterialEntry::present)
                .ifPresent(here -> ImportedMaterials.erase(key, here, transaction));
        id.ifPresent(gone -> opened.forget(key.arn(), gone));
        return Struct.builder()
                .put("KeyId", key.arn().toString())
                .putText("KeyMaterialId", id)
                .build();
    }

    private static Optional<KeyMaterialEntry> find(List<KeyMaterialEntry> known, String id) {
        return known.stream().filter(entry -> entry.materialId().equals(id)).findFirst();
    }

    private static ServiceException notFound(String id) {
        return KmsError.NOT_FOUND.because("Key material '" + id + "' does not exist");
    }
}
