package dev.keyward.server.organizations.organization;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The organization of the caller's account, which each of its accounts may ask for. */
final class DescribeOrganization implements Operation.Reading<DescribeOrganization.Request> {

    record Request() {}

    @Override
    public String name() {
        return "DescribeOrganization";
    }

    @Override
    public Request read(Struct input) {
        return new Request();
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(OrganizationTargets.onAnything(name()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.require(call, snapshot).organization();
        return Struct.builder()
                .put("Organization", OrganizationShapes.organization(organization, snapshot))
                .build();
    }
}
