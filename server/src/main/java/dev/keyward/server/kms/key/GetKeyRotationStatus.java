package dev.keyward.server.kms.key;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Tells whether a key's material is rotated automatically. It never is, as long as EnableKeyRotation is
 * not served.
 *
 * <p>Source: KMS API Reference, "GetKeyRotationStatus".
 */
public final class GetKeyRotationStatus implements Operation.Reading<KeyRequest> {

    private static final String NAME = "GetKeyRotationStatus";

    private final OperationTargets targets;

    public GetKeyRotationStatus(KmsOperationsTable table) {
        this.targets = OperationTargets.of(table.row(NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KeyRequest read(Struct input) {
        return KeyRequest.read(input);
    }

    @Override
    public List<Target> targets(KeyRequest request, Call call, Snapshot snapshot) {
        return targets.only(request.keyId(), call, snapshot);
    }

    @Override
    public Struct perform(KeyRequest request, Call call, List<Target> allowed, Snapshot snapshot) {
        return Struct.builder()
                .put("KeyId", allowed.getFirst().key().id())
                .put("KeyRotationEnabled", false)
                .build();
    }
}
