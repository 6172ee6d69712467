package dev.keyward.server.kms.alias;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Deletes an alias and leaves its key alone. It is allowed twice: on the alias and on the key.
 *
 * <p>Source: KMS API Reference, "DeleteAlias".
 */
public final class DeleteAlias implements Operation.Writing<DeleteAlias.Request> {

    private static final String NAME = "DeleteAlias";

    private final OperationTargets targets;

    record Request(String name) {}

    public DeleteAlias(KmsOperationsTable table) {
        this.targets = OperationTargets.of(table.row(NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(AliasNames.requireExisting(input.requiredText("AliasName")));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var alias = AliasTargets.get(request.name(), call, snapshot);
        return List.of(targets.alias(alias.arn()), targets.on(AliasTargets.key(alias, snapshot)));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        transaction.aliases().delete(AliasTargets.get(request.name(), call, transaction));
        return Struct.empty();
    }
}
