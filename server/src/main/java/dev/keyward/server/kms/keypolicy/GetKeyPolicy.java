package dev.keyward.server.kms.keypolicy;

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
 * Answers with a key's policy, as it was put but for principals that have been renamed or deleted since.
 *
 * <p>Source: KMS API Reference, "GetKeyPolicy".
 */
public final class GetKeyPolicy implements Operation.Reading<KeyRequest> {

    private static final String NAME = "GetKeyPolicy";

    private final OperationTargets targets;
    private final KeyPolicies policies;

    public GetKeyPolicy(KmsOperationsTable table, KeyPolicies policies) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.policies = policies;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KeyRequest read(Struct input) {
        PolicyNames.requireKnown(input);
        return KeyRequest.read(input);
    }

    @Override
    public List<Target> targets(KeyRequest request, Call call, Snapshot snapshot) {
        return targets.only(request.keyId(), call, snapshot);
    }

    @Override
    public Struct perform(KeyRequest request, Call call, List<Target> allowed, Snapshot snapshot) {
        return Struct.builder()
                .put("Policy", policies.shown(allowed.getFirst().key(), snapshot))
                .put("PolicyName", PolicyNames.ONLY)
                .build();
    }
}
