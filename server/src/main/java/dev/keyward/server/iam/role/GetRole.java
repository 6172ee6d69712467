package dev.keyward.server.iam.role;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.model.Role;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** A role with its trust policy, tags and boundary, and when it was last used. */
final class GetRole implements Operation.Reading<OwnerRef> {

    private final AccessTracking tracking;

    GetRole(AccessTracking tracking) {
        this.tracking = tracking;
    }

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
        var use = tracking.lastOfEntity(role.id(), call.now(), snapshot);
        var answer = RoleShapes.whole(role, snapshot).put("RoleLastUsed", RoleShapes.lastUsed(use));
        return Struct.builder().put("Role", answer.build()).build();
    }
}
