package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.AwsOrganizationPolicies;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.OrganizationPolicy;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The policies of a type that are attached to a root, unit or account itself, by id. */
final class ListPoliciesForTarget implements Operation.Reading<ListPoliciesForTarget.Request> {

    private final Paging paging;

    ListPoliciesForTarget(Paging paging) {
        this.paging = paging;
    }

    record Request(PolicyTarget target, String type, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListPoliciesForTarget";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                PolicyTarget.read(input), input.requiredText("Filter"), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var key = PolicyTypes.key(request.type());
        return List.of(request.target().target(name(), key, call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        request.target().require(organization, snapshot);
        var filter = request.target().id() + " " + request.type();
        var window = paging.open(name(), call, request.asked(), filter);
        var attached = PolicyTypes.find(request.type())
                .map(type -> attached(request, type, organization, snapshot))
                .orElse(List.of());
        return window.answer(
                "Policies", window.slice(attached, OrganizationPolicy::id), PolicyShapes::summary);
    }

    private static List<OrganizationPolicy> attached(
            Request request, PolicyType type, Organization organization, Snapshot snapshot) {
        return snapshot.organizationPolicies().attachedTo(request.target().id(), type).stream()
                .flatMap(id ->
                        AwsOrganizationPolicies.findAny(organization.id(), id, snapshot).stream())
                .toList();
    }
}
