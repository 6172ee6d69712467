package dev.keyward.server.iam.owner;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.EntityShapes;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.PathInput;
import dev.keyward.server.iam.role.RoleShapes;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.model.Role;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** ListUsers, ListGroups and ListRoles: those whose path begins as asked, by name. */
final class ListOwners implements Operation.Reading<ListOwners.Request> {

    private final OwnerKind kind;
    private final Paging paging;

    ListOwners(OwnerKind kind, Paging paging) {
        this.kind = kind;
        this.paging = paging;
    }

    record Request(String pathPrefix, Paging.Asked asked) {}

    @Override
    public String name() {
        return "List" + kind.word() + "s";
    }

    @Override
    public Request read(Struct input) {
        return new Request(PathInput.prefix(input), Paging.Asked.read(input));
    }

    /** A list is authorized on the path it lists, so that an administrator can be given a part. */
    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var path = new Arn(
                "aws", "iam", "", call.account().value(), kind.noun() + request.pathPrefix());
        return List.of(new Target("iam:" + name(), Target.Named.of(path), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var window = paging.open(name(), call, request.asked(), request.pathPrefix());
        Page<? extends PolicyOwner> page =
                kind.list(snapshot, call.account(), request.pathPrefix(), window.rows());
        return window.answer(kind.word() + "s", page, owner -> describe(owner, snapshot))
                .build();
    }

    private Struct describe(PolicyOwner owner, Snapshot snapshot) {
        return switch (owner) {
            case User user -> EntityShapes.listed(user);
            case Group group -> EntityShapes.whole(group);
            case Role role -> RoleShapes.listed(role, snapshot);
        };
    }
}
