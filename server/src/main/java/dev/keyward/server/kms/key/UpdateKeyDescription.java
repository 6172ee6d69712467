package dev.keyward.server.kms.key;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Replaces a key's description.
 *
 * <p>Source: KMS API Reference, "UpdateKeyDescription".
 */
public final class UpdateKeyDescription implements Operation.Writing<UpdateKeyDescription.Request> {

    private static final String NAME = "UpdateKeyDescription";

    private final OperationTargets targets;

    record Request(KeyRequest key, String description) {}

    public UpdateKeyDescription(KmsOperationsTable table) {
        this.targets = OperationTargets.of(table.row(NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(KeyRequest.read(input, targets), input.requiredText("Description"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        var key = allowed.getFirst().key();
        KeyStates.requireNotPendingDeletion(key);
        transaction.keys().update(key.withDescription(request.description()));
        return Struct.empty();
    }
}
