package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** One policy with its content. */
final class DescribePolicy implements Operation.Reading<PolicyRef> {

    @Override
    public String name() {
        return "DescribePolicy";
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
        var organization = Standing.requireReader(call, snapshot);
        return PolicyShapes.answer(request.get(organization, snapshot));
    }
}
