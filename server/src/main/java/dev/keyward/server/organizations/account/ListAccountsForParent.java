package dev.keyward.server.organizations.account;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.ListedParent;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The accounts right below the root or a unit, by number. */
final class ListAccountsForParent implements Operation.Reading<ListedParent> {

    private final Paging paging;

    ListAccountsForParent(Paging paging) {
        this.paging = paging;
    }

    @Override
    public String name() {
        return "ListAccountsForParent";
    }

    @Override
    public ListedParent read(Struct input) {
        return ListedParent.read(input);
    }

    @Override
    public List<Target> targets(ListedParent request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            ListedParent request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = request.require(call, snapshot);
        var window = paging.open(name(), call, request.asked(), request.parentId());
        var page = snapshot.organizations().membersOf(request.parentId(), window.rows());
        return window.answer(
                "Accounts", page, member -> AccountShapes.of(organization, member, snapshot));
    }
}
