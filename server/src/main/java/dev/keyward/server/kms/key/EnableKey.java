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
 * Lets a disabled key be used again.
 *
 * <p>Source: KMS API Reference, "EnableKey".
 */
public final class EnableKey implements Operation.Writing<KeyRequest> {

    private static final String NAME = "EnableKey";

    private final OperationTargets targets;

    public EnableKey(KmsOperationsTable table) {
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
        KeyStates.requireSwitchable(key);
        transaction.keys().update(key.withState(KeyState.ENABLED, Optional.empty()));
        return Struct.empty();
    }
}
