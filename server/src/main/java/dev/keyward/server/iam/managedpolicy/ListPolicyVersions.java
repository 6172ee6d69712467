package dev.keyward.server.iam.managedpolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.model.PolicyVersion;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The versions of a policy, newest first, without their documents. */
final class ListPolicyVersions implements Operation.Reading<ListPolicyVersions.Request> {

    private final Paging paging;

    ListPolicyVersions(Paging paging) {
        this.paging = paging;
    }

    record Request(PolicyRef policy, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListPolicyVersions";
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
        var policy = request.policy().get(call, snapshot);
        var window = paging.open(name(), call, request.asked(), policy.id());
        var page = window.slice(Versions.of(policy, snapshot), ListPolicyVersions::sortKey);
        return window.answer(
                        "Versions",
                        page,
                        version -> PolicyShapes.listed(version, policy).build())
                .build();
    }

    /** What grows as the version's number falls. */
    private static String sortKey(PolicyVersion version) {
        var number = Integer.parseInt(version.versionId().substring(1));
        return "%010d".formatted(Integer.MAX_VALUE - number);
    }
}
