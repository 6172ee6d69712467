package dev.keyward.server.kms.alias;

import dev.keyward.crypto.KeySpec;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.model.Alias;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Makes an alias lead to another key of the same kind and usage. It is allowed three times: on the
 * alias, on the key that it leads to, and on the key that it will lead to.
 *
 * <p>Source: KMS API Reference, "UpdateAlias".
 */
public final class UpdateAlias implements Operation.Writing<AliasRequest> {

    private static final String NAME = "UpdateAlias";
    private static final int CURRENT_KEY = 1;
    private static final int NEW_KEY = 2;

    private final OperationTargets targets;

    public UpdateAlias(KmsOperationsTable table) {
        this.targets = OperationTargets.of(table.row(NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AliasRequest read(Struct input) {
        return AliasRequest.read(input, AliasNames::requireExisting);
    }

    @Override
    public List<Target> targets(AliasRequest request, Call call, Snapshot snapshot) {
        var alias = AliasTargets.get(request.name(), call, snapshot);
        return List.of(
                targets.alias(alias.arn()),
                targets.on(AliasTargets.key(alias, snapshot)),
                targets.named(request.targetKeyId(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(
            AliasRequest request, Call call, List<Target> allowed, Transaction transaction) {
        var current = allowed.get(CURRENT_KEY).key();
        var next = allowed.get(NEW_KEY).key();
        KeyStates.requireNotPendingDeletion(next);
        requireSameKind(current, next);
        if (!current.id().equals(next.id())) {
            AliasTargets.requireRoom(next);
        }
        var alias = AliasTargets.get(request.name(), call, transaction);
        transaction
                .aliases()
                .update(new Alias(
                        alias.account(),
                        alias.region(),
                        alias.name(),
                        next.id(),
                        alias.created(),
                        call.now()));
        return Struct.empty();
    }

    private static void requireSameKind(KmsKey current, KmsKey next) {
        if (current.usage() != next.usage() || isSymmetric(current) != isSymmetric(next)) {
            throw CommonError.VALIDATION.because("an alias of a " + current.spec() + " key for "
                    + current.usage() + " cannot lead to a " + next.spec() + " key for "
                    + next.usage());
        }
    }

    private static boolean isSymmetric(KmsKey key) {
        return key.spec() == KeySpec.SYMMETRIC_DEFAULT;
    }
}
