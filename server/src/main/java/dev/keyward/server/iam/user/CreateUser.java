package dev.keyward.server.iam.user;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Boundaries;
import dev.keyward.server.iam.common.EntityShapes;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.TreeMap;

/** A new user, who may do nothing yet. */
final class CreateUser implements Operation.Writing<NewEntity> {

    private final UniqueIds ids;

    CreateUser(UniqueIds ids) {
        this.ids = ids;
    }

    @Override
    public String name() {
        return "CreateUser";
    }

    @Override
    public NewEntity read(Struct input) {
        return NewEntity.read(OwnerKind.USER, input);
    }

    @Override
    public List<Target> targets(NewEntity request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call));
    }

    @Override
    public Struct perform(
            NewEntity request, Call call, List<Target> targets, Transaction transaction) {
        OwnerKind.USER.requireFree(transaction, call.account(), request.name());
        request.boundary().ifPresent(arn -> Boundaries.require(arn, call, transaction));
        Quota.USERS_PER_ACCOUNT.require(transaction.users().count(call.account()) + 1);
        var user = new User(
                call.account(),
                request.path(),
                request.name(),
                ids.fresh(OwnerKind.USER.idPrefix()),
                NewEntity.created(call),
                new TreeMap<>(request.tags()),
                request.boundary());
        transaction.users().insert(user);
        return Struct.builder()
                .put("User", EntityShapes.created(user, request.tags()))
                .build();
    }
}
