package dev.keyward.server.iam.inlinepolicy;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.PolicyDocuments;
import dev.keyward.server.model.InlinePolicy;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** PutUserPolicy, PutGroupPolicy and PutRolePolicy: adds the policy, or replaces the one of that name. */
final class PutInlinePolicy implements Operation.Writing<PutInlinePolicy.Request> {

    private final OwnerKind kind;

    PutInlinePolicy(OwnerKind kind) {
        this.kind = kind;
    }

    record Request(InlinePolicyRef policy, String document) {}

    @Override
    public String name() {
        return "Put" + kind.word() + "Policy";
    }

    @Override
    public Request read(Struct input) {
        return new Request(InlinePolicyRef.read(kind, input), input.requiredText("PolicyDocument"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(
                request.policy().owner().policyTarget(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var owner = request.policy().owner().getModifiable(call, transaction);
        PolicyDocuments.requireInline(request.document());
        requireSize(request, owner, transaction);
        transaction
                .inlinePolicies()
                .put(
                        owner,
                        new InlinePolicy(owner.id(), request.policy().name(), request.document()));
        return Struct.empty();
    }

    /** The limit is for all inline policies of the owner together. */
    private void requireSize(Request request, PolicyOwner owner, Snapshot snapshot) {
        var size = PolicyDocuments.size(request.document());
        for (var other : snapshot.inlinePolicies().list(owner.id())) {
            if (!other.name().equals(request.policy().name())) {
                size += PolicyDocuments.size(other.document());
            }
        }
        if (size > kind.inlineSize()) {
            throw IamError.LIMIT_EXCEEDED.because("Maximum policy size of " + kind.inlineSize()
                    + " bytes exceeded for " + kind.noun() + " " + owner.name());
        }
    }
}
