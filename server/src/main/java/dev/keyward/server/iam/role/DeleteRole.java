package dev.keyward.server.iam.role;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.DeleteConflicts;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.model.Role;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Deletes a role on which no policy hangs any more. Its sessions end at once. */
final class DeleteRole implements Operation.Writing<OwnerRef> {

    @Override
    public String name() {
        return "DeleteRole";
    }

    @Override
    public OwnerRef read(Struct input) {
        return OwnerRef.read(OwnerKind.ROLE, input);
    }

    @Override
    public List<Target> targets(OwnerRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            OwnerRef request, Call call, List<Target> targets, Transaction transaction) {
        var role = (Role) request.getModifiable(call, transaction);
        DeleteConflicts.requireNone(
                transaction.instanceProfiles().ofRole(role.id()),
                "must remove roles from instance profile first");
        DeleteConflicts.requireNoPolicies(role, transaction);
        transaction.roles().delete(role);
        return Struct.empty();
    }
}
