package dev.keyward.server.kms.keypolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Lists the names of a key's policies: {@code default}.
 *
 * <p>Source: KMS API Reference, "ListKeyPolicies".
 */
public final class ListKeyPolicies implements Operation.Reading<KeyRequest> {

    private static final String NAME = "ListKeyPolicies";

    private final OperationTargets targets;

    public ListKeyPolicies(KmsOperationsTable table) {
        this.targets = OperationTargets.of(table.row(NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KeyRequest read(Struct input) {
        if (input.has("Marker")) {
            // The list never has a second page, so that no marker for one was ever given.
            throw KmsError.INVALID_MARKER.because("Could not deserialize marker.");
        }
        return KeyRequest.read(input);
    }

    @Override
    public List<Target> targets(KeyRequest request, Call call, Snapshot snapshot) {
        return targets.only(request.keyId(), call, snapshot);
    }

    @Override
    public Struct perform(KeyRequest request, Call call, List<Target> allowed, Snapshot snapshot) {
        return Struct.builder()
                .putTexts("PolicyNames", List.of(PolicyNames.ONLY))
                .put("Truncated", false)
                .build();
    }
}
