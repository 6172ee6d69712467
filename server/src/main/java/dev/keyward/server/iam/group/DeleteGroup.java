package dev.keyward.server.iam.group;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.DeleteConflicts;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.model.Group;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Deletes a group that nobody is in and that no policy hangs on. */
final class DeleteGroup implements Operation.Writing<OwnerRef> {

    private static final Page.Request ONE = new Page.Request(Optional.empty(), 1);

    @Override
    public String name() {
        return "DeleteGroup";
    }

    @Override
    public OwnerRef read(Struct input) {
        return OwnerRef.read(OwnerKind.GROUP, input);
    }

    @Override
    public List<Target> targets(OwnerRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            OwnerRef request, Call call, List<Target> targets, Transaction transaction) {
        var group = (Group) request.get(call, transaction);
        DeleteConflicts.requireNone(
                transaction.groups().members(group.id(), ONE).items(),
                "must remove users from group first");
        DeleteConflicts.requireNoPolicies(group, transaction);
        transaction.groups().delete(group);
        return Struct.empty();
    }
}
