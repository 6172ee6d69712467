package dev.keyward.server.organizations.account;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.ListedParent;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The ids of the accounts, or of the units, right below the root or a unit. */
final class ListChildren implements Operation.Reading<ListChildren.Request> {

    private final Paging paging;

    ListChildren(Paging paging) {
        this.paging = paging;
    }

    enum ChildType {
        ACCOUNT,
        ORGANIZATIONAL_UNIT
    }

    record Request(ListedParent parent, ChildType type) {}

    @Override
    public String name() {
        return "ListChildren";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                ListedParent.read(input), ChildType.valueOf(input.requiredText("ChildType")));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.parent().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var parent = request.parent();
        parent.require(call, snapshot);
        var filter = parent.parentId() + " " + request.type();
        var window = paging.open(name(), call, parent.asked(), filter);
        return switch (request.type()) {
            case ACCOUNT ->
                window.answer(
                        "Children",
                        snapshot.organizations().membersOf(parent.parentId(), window.rows()),
                        member -> child(member.account().value(), request.type()));
            case ORGANIZATIONAL_UNIT ->
                window.answer(
                        "Children",
                        snapshot.organizationalUnits().under(parent.parentId(), window.rows()),
                        unit -> child(unit.id(), request.type()));
        };
    }

    private static Struct child(String id, ChildType type) {
        return Struct.builder().put("Id", id).put("Type", type.name()).build();
    }
}
