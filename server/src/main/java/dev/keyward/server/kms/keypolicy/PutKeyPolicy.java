package dev.keyward.server.kms.keypolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Replaces a key's policy, in whatever state the key is.
 *
 * <p>Source: KMS API Reference, "PutKeyPolicy".
 */
public final class PutKeyPolicy implements Operation.Writing<PutKeyPolicy.Request> {

    private static final String NAME = "PutKeyPolicy";

    private final OperationTargets targets;
    private final KeyPolicies policies;

    record Request(KeyRequest key, PolicyInput policy) {}

    public PutKeyPolicy(KmsOperationsTable table, KeyPolicies policies) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.policies = policies;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        PolicyNames.requireKnown(input);
        return new Request(KeyRequest.read(input, targets), PolicyInput.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        var key = allowed.getFirst().key();
        var policy = policies.accept(request.policy(), key, call, transaction);
        transaction.keys().update(key.withPolicy(policy));
        return Struct.empty();
    }
}
