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

/** Another description; the older form of UpdateRole. */
final class UpdateRoleDescription implements Operation.Writing<UpdateRoleDescription.Request> {

    record Request(OwnerRef role, String description) {}

    @Override
    public String name() {
        return "UpdateRoleDescription";
    }

    @Override
    public Request read(Struct input) {
        return new Request(OwnerRef.read(OwnerKind.ROLE, input), input.requiredText("Description"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.role().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var role = (Role) request.role().get(call, transaction);
        var after = role.described(request.description(), role.maxSessionSeconds());
        transaction.roles().update(after);
        return Struct.builder()
                .put("Role", RoleShapes.withDescription(after, transaction).build())
                .build();
    }
}
