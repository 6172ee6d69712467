package dev.keyward.server.iam.group;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.EntityShapes;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.model.Group;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** A new group, with nobody in it. */
final class CreateGroup implements Operation.Writing<NewEntity> {

    private final UniqueIds ids;

    CreateGroup(UniqueIds ids) {
        this.ids = ids;
    }

    @Override
    public String name() {
        return "CreateGroup";
    }

    @Override
    public NewEntity read(Struct input) {
        return NewEntity.read(OwnerKind.GROUP, input);
    }

    @Override
    public List<Target> targets(NewEntity request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call));
    }

    @Override
    public Struct perform(
            NewEntity request, Call call, List<Target> targets, Transaction transaction) {
        OwnerKind.GROUP.requireFree(transaction, call.account(), request.name());
        Quota.GROUPS_PER_ACCOUNT.require(transaction.groups().count(call.account()) + 1);
        var group = new Group(
                call.account(),
                request.path(),
                request.name(),
                ids.fresh(OwnerKind.GROUP.idPrefix()),
                NewEntity.created(call));
        transaction.groups().insert(group);
        return Struct.builder().put("Group", EntityShapes.whole(group)).build();
    }
}
