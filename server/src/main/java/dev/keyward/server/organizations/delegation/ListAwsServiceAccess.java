package dev.keyward.server.organizations.delegation;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The services that the organization trusts, by name. */
final class ListAwsServiceAccess implements Operation.Reading<Paging.Asked> {

    private final Paging paging;

    ListAwsServiceAccess(Paging paging) {
        this.paging = paging;
    }

    @Override
    public String name() {
        return "ListAWSServiceAccessForOrganization";
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
        var page = snapshot.organizationServices().trusted(organization.id(), window.rows());
        return window.answer(
                "EnabledServicePrincipals",
                page,
                service -> Struct.builder()
                        .put("ServicePrincipal", service.servicePrincipal())
                        .put("DateEnabled", service.enabled())
                        .build());
    }
}
