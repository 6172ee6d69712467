package dev.keyward.server.organizations.organization;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.Member.JoinedMethod;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.Organization.FeatureSet;
import dev.keyward.server.organizations.common.OrganizationIds;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Set;

/**
 * Makes an organization, of which the caller's account is the management account. No type of policy is
 * enabled in it yet.
 */
final class CreateOrganization implements Operation.Writing<CreateOrganization.Request> {

    private final OrganizationIds ids;

    CreateOrganization(OrganizationIds ids) {
        this.ids = ids;
    }

    record Request(FeatureSet features) {}

    @Override
    public String name() {
        return "CreateOrganization";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                input.text("FeatureSet").map(FeatureSet::valueOf).orElse(FeatureSet.ALL));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(OrganizationTargets.onAnything(name()));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        if (Standing.find(call, transaction).isPresent()) {
            throw OrganizationsError.ALREADY_IN_ORGANIZATION.because(
                    "The AWS account is already a member of an organization.");
        }
        var organizations = transaction.organizations();
        var organization = new Organization(
                ids.organization(id -> organizations.find(id).isPresent()),
                call.account(),
                ids.root(organizations::hasRoot),
                request.features(),
                Set.of(),
                call.now());
        organizations.insert(organization);
        organizations.insertMember(new Member(
                call.account(),
                organization.id(),
                organization.rootId(),
                JoinedMethod.INVITED,
                call.now()));
        return Struct.builder()
                .put("Organization", OrganizationShapes.organization(organization, transaction))
                .build();
    }
}
