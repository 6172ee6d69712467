package dev.keyward.server.iam.inlinepolicy;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** DeleteUserPolicy, DeleteGroupPolicy and DeleteRolePolicy. */
final class DeleteInlinePolicy implements Operation.Writing<InlinePolicyRef> {

    private final OwnerKind kind;

    DeleteInlinePolicy(OwnerKind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return "Delete" + kind.word() + "Policy";
    }

    @Override
    public InlinePolicyRef read(Struct input) {
        return InlinePolicyRef.read(kind, input);
    }

    @Override
    public List<Target> targets(InlinePolicyRef request, Call call, Snapshot snapshot) {
        return List.of(request.owner().policyTarget(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(
            InlinePolicyRef request, Call call, List<Target> targets, Transaction transaction) {
        var owner = request.owner().getModifiable(call, transaction);
        var policy = request.get(owner, transaction);
        transaction.inlinePolicies().delete(owner, policy.name());
        return Struct.empty();
    }
}
