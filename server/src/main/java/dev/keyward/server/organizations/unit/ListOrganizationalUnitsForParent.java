package dev.keyward.server.organizations.unit;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.ListedParent;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The units right below the root or a unit, by id. */
final class ListOrganizationalUnitsForParent implements Operation.Reading<ListedParent> {

    private final Paging paging;

    ListOrganizationalUnitsForParent(Paging paging) {
        this.paging = paging;
    }

    @Override
    public String name() {
        return "ListOrganizationalUnitsForParent";
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
        var page = snapshot.organizationalUnits().under(request.parentId(), window.rows());
        return window.answer(
                "OrganizationalUnits", page, unit -> UnitShapes.of(organization, unit, snapshot));
    }
}
