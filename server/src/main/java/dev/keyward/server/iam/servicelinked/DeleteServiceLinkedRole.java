package dev.keyward.server.iam.servicelinked;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.common.ServiceLinkedRoles;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.model.Role;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.time.Duration;
import java.util.List;

/**
 * Deletes a role of a service. No service here uses its role, so that it is gone when this is answered,
 * and the task that AWS would have to wait for has succeeded.
 */
final class DeleteServiceLinkedRole implements Operation.Writing<OwnerRef> {

    /** How long the outcome of a task can be asked for. AWS says nothing of it. */
    private static final Duration TASKS_KEPT = Duration.ofDays(30);

    private final UniqueIds ids;

    DeleteServiceLinkedRole(UniqueIds ids) {
        this.ids = ids;
    }

    @Override
    public String name() {
        return "DeleteServiceLinkedRole";
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
        var role = (Role) request.get(call, transaction);
        if (!ServiceLinkedRoles.isOne(role)) {
            throw IamError.NO_SUCH_ENTITY.because(
                    role.name() + " exists but is not a service role.");
        }
        for (var policy : transaction.attachments().policiesOf(role.id())) {
            transaction.attachments().detach(role, policy);
        }
        transaction.roles().delete(role);
        var task = new DeletionTaskId(role.path() + role.name(), ids.uuid());
        transaction.deletionTasks().deleteBefore(call.account(), call.now().minus(TASKS_KEPT));
        transaction.deletionTasks().insert(call.account(), task.toString(), call.now());
        return Struct.builder().put("DeletionTaskId", task.toString()).build();
    }
}
