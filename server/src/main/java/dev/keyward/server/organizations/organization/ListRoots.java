package dev.keyward.server.organizations.organization;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Organization;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The one root of the organization, with the types of policies that are enabled in it. */
final class ListRoots implements Operation.Reading<Paging.Asked> {

    private final Paging paging;

    ListRoots(Paging paging) {
        this.paging = paging;
    }

    @Override
    public String name() {
        return "ListRoots";
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
        var page = window.slice(List.of(organization), Organization::rootId);
        return window.answer("Roots", page, OrganizationShapes::root);
    }
}
