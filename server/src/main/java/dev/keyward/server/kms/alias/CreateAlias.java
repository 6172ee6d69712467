package dev.keyward.server.kms.alias;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.model.Alias;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Makes an alias of a key of the caller's own account and Region. It is allowed twice: on the alias
 * and on the key.
 *
 * <p>Source: KMS API Reference, "CreateAlias".
 */
public final class CreateAlias implements Operation.Writing<AliasRequest> {

    private static final String NAME = "CreateAlias";
    private static final int KEY = 1;

    private final OperationTargets targets;

    public CreateAlias(KmsOperationsTable table) {
        this.targets = OperationTargets.of(table.row(NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AliasRequest read(Struct input) {
        return AliasRequest.read(input, AliasNames::requireNew);
    }

    @Override
    public List<Target> targets(AliasRequest request, Call call, Snapshot snapshot) {
        var key = targets.named(request.targetKeyId(), ContextKeys.empty(), call, snapshot);
        var alias = Alias.arnOf(call.account(), call.region(), request.name());
        return List.of(targets.alias(alias), key);
    }

    @Override
    public Struct perform(
            AliasRequest request, Call call, List<Target> allowed, Transaction transaction) {
        var key = allowed.get(KEY).key();
        KeyStates.requireNotPendingDeletion(key);
        var alias = new Alias(
                key.account(), key.region(), request.name(), key.id(), call.now(), call.now());
        if (transaction
                .aliases()
                .find(key.account(), key.region(), request.name())
                .isPresent()) {
            throw KmsError.ALREADY_EXISTS.because(
                    "An alias with the name " + alias.arn() + " already exists");
        }
        AliasTargets.requireRoom(key);
        transaction.aliases().insert(alias);
        return Struct.empty();
    }
}
