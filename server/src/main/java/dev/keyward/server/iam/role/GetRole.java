package dev.keyward.server.iam.role;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.model.Role;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** A role with its trust policy, tags and boundary. */
final class GetRole implements Operation.Reading<OwnerRef> {

    @Override
    public String name() {
        return "GetRole";
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
    public Struct perform(OwnerRef request, Call call, List<Target> targets, Snapshot snapshot) {
        var role = (Role) request.get(call, snapshot);
        return Struct.builder().put("Role", RoleShapes.whole(role, snapshot)).build();
    }
}
