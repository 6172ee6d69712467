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

/** A group with a page of its members, by name. */
final class GetGroup implements Operation.Reading<GetGroup.Request> {

    private final Paging paging;

    GetGroup(Paging paging) {
        this.paging = paging;
    }

    record Request(OwnerRef group, Paging.Asked asked) {}

    @Override
    public String name() {
        return "GetGroup";
    }

    @Override
    public Request read(Struct input) {
        return new Request(OwnerRef.read(OwnerKind.GROUP, input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.group().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var group = (Group) request.group().get(call, snapshot);
        var window = paging.open(name(), call, request.asked(), group.id());
        var members = snapshot.groups().members(group.id(), window.rows());
        return window.answer("Users", members, EntityShapes::listed)
                .put("Group", EntityShapes.whole(group))
                .build();
    }
}
