package dev.keyward.server.iam.group;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.EntityShapes;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.model.Group;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The groups that a user is in, by name. */
final class ListGroupsForUser implements Operation.Reading<ListGroupsForUser.Request> {

    private final Paging paging;

    ListGroupsForUser(Paging paging) {
        this.paging = paging;
    }

    record Request(OwnerRef user, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListGroupsForUser";
    }

    @Override
    public Request read(Struct input) {
        return new Request(OwnerRef.read(OwnerKind.USER, input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.user().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var user = request.user().get(call, snapshot);
        var window = paging.open(name(), call, request.asked(), user.id());
        var groups = window.slice(snapshot.groups().ofUser(user.id()), Group::name);
        return window.answer("Groups", groups, EntityShapes::whole).build();
    }
}
