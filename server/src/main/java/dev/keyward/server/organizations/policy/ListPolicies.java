package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.AwsOrganizationPolicies;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.OrganizationPolicy;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policies of a type: AWS's first, then those of the organization, by id. */
final class ListPolicies implements Operation.Reading<ListPolicies.Request> {

    /** What comes before every id of a policy: where the list goes on after AWS's. */
    private static final String BEFORE_OWN = "-";

    private final Paging paging;

    ListPolicies(Paging paging) {
        this.paging = paging;
    }

    record Request(String type, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListPolicies";
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.requiredText("Filter"), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(OrganizationTargets.onAnything(name(), PolicyTypes.key(request.type())));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        var filter = organization.id() + " " + request.type();
        var window = paging.open(name(), call, request.asked(), filter);
        var page = PolicyTypes.find(request.type())
                .map(type -> page(organization, type, window.rows(), snapshot))
                .orElseGet(() -> new Page<>(List.of(), Optional.empty()));
        return window.answer("Policies", page, PolicyShapes::summary);
    }

    private static Page<OrganizationPolicy> page(
            Organization organization, PolicyType type, Page.Request rows, Snapshot snapshot) {
        var policies = snapshot.organizationPolicies();
        if (rows.after().isPresent()) {
            return policies.list(organization.id(), type, rows);
        }
        var all = new ArrayList<OrganizationPolicy>();
        all.add(AwsOrganizationPolicies.fullAccess(type));
        if (rows.limit() == 1) {
            var isLast = policies.count(organization.id(), type) == 0;
            return new Page<>(all, isLast ? Optional.empty() : Optional.of(BEFORE_OWN));
        }
        var own = policies.list(
                organization.id(), type, new Page.Request(Optional.empty(), rows.limit() - 1));
        all.addAll(own.items());
        return new Page<>(all, own.next());
    }
}
