package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** What a policy is attached to, by id. */
final class ListTargetsForPolicy implements Operation.Reading<ListTargetsForPolicy.Request> {

    private final Paging paging;

    ListTargetsForPolicy(Paging paging) {
        this.paging = paging;
    }

    record Request(PolicyRef policy, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListTargetsForPolicy";
    }

    @Override
    public Request read(Struct input) {
        return new Request(PolicyRef.read(input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.policy().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        var policy = request.policy().get(organization, snapshot);
        var window = paging.open(name(), call, request.asked(), policy.id());
        var page = snapshot.organizationPolicies()
                .targetsOf(organization.id(), policy.id(), window.rows());
        return window.answer(
                "Targets", page, id -> new PolicyTarget(id).describe(organization, snapshot));
    }
}
