package dev.keyward.server.iam.servicelinked;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** How the deletion of a service-linked role goes: it has succeeded. */
final class GetServiceLinkedRoleDeletionStatus implements Operation.Reading<DeletionTaskId> {

    @Override
    public String name() {
        return "GetServiceLinkedRoleDeletionStatus";
    }

    @Override
    public DeletionTaskId read(Struct input) {
        return DeletionTaskId.parse(input.requiredText("DeletionTaskId"));
    }

    @Override
    public List<Target> targets(DeletionTaskId request, Call call, Snapshot snapshot) {
        return List.of(new Target(
                "iam:" + name(),
                Target.Named.of(request.roleArn(call.account())),
                ContextKeys.empty()));
    }

    @Override
    public Struct perform(
            DeletionTaskId request, Call call, List<Target> targets, Snapshot snapshot) {
        if (!snapshot.deletionTasks().has(call.account(), request.toString())) {
            throw IamError.NO_SUCH_ENTITY.because("Cannot find deletion status for given id.");
        }
        return Struct.builder().put("Status", "SUCCEEDED").build();
    }
}
