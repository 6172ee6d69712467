package dev.keyward.server.organizations.account;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The accounts of the organization, by number. */
final class ListAccounts implements Operation.Reading<Paging.Asked> {

    private final Paging paging;

    ListAccounts(Paging paging) {
        this.paging = paging;
    }

    @Override
    public String name() {
        return "ListAccounts";
    }

    @Override
    public Paging.Asked read(Struct input) {
        return Paging.Asked.read(input);
    }

    @Override
    public List<Target> targets(Paging.Asked request, Call call, Snapshot snapshot) {
        return List.of(OrganizationTargets.onAnything(name()));
    }

    @Override
    public Struct perform(
            Paging.Asked request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        var window = paging.open(name(), call, request, organization.id());
        var page = snapshot.organizations().members(organization.id(), window.rows());
        return window.answer(
                "Accounts", page, member -> AccountShapes.of(organization, member, snapshot));
    }
}
