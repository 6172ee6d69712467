package dev.keyward.server.iam.managedpolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** A managed policy with its description and tags, without its document. */
final class GetPolicy implements Operation.Reading<PolicyRef> {

    @Override
    public String name() {
        return "GetPolicy";
    }

    @Override
    public PolicyRef read(Struct input) {
        return PolicyRef.read(input);
    }

    @Override
    public List<Target> targets(PolicyRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(PolicyRef request, Call call, List<Target> targets, Snapshot snapshot) {
        var policy = request.get(call, snapshot);
        var answer = PolicyShapes.listed(
                policy, new PolicyUsage(call.account(), snapshot.attachments()));
        if (!policy.description().isEmpty()) {
            answer.put("Description", policy.description());
        }
        answer.putList("Tags", Tags.describe(policy.tags()));
        return Struct.builder().put("Policy", answer.build()).build();
    }
}
