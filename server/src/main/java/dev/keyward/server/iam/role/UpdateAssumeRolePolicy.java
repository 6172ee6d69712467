package dev.keyward.server.iam.role;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.model.Role;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Replaces the trust policy: who may assume the role from now on. */
final class UpdateAssumeRolePolicy implements Operation.Writing<UpdateAssumeRolePolicy.Request> {

    record Request(OwnerRef role, String document) {}

    @Override
    public String name() {
        return "UpdateAssumeRolePolicy";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                OwnerRef.read(OwnerKind.ROLE, input), input.requiredText("PolicyDocument"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.role().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var role = (Role) request.role().getModifiable(call, transaction);
        var trustPolicy = TrustPolicies.stored(request.document(), transaction);
        transaction.roles().update(role.withTrustPolicy(trustPolicy));
        return Struct.empty();
    }
}
