package dev.keyward.server.kms.key;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Cancels a key's scheduled deletion. The key is disabled afterwards, whatever it was before.
 *
 * <p>Source: KMS API Reference, "CancelKeyDeletion".
 */
public final class CancelKeyDeletion implements Operation.Writing<KeyRequest> {

    private static final String NAME = "CancelKeyDeletion";

    private final OperationTargets targets;

    public CancelKeyDeletion(KmsOperationsTable table) {
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
    public Struct perform(
            KeyRequest request, Call call, List<Target> allowed, Transaction transaction) {
        var key = allowed.getFirst().key();
        KeyStates.requirePendingDeletion(key);
        transaction.keys().update(key.withState(KeyState.DISABLED, Optional.empty()));
        return Struct.builder().put("KeyId", key.arn().toString()).build();
    }
}
