package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * What the policies of a type come to for an account. The types that have such a sum are not enforced
 * here, so that there never is one.
 */
final class DescribeEffectivePolicy implements Operation.Reading<DescribeEffectivePolicy.Request> {

    /** @param targetId empty for the caller's own account */
    record Request(String type, Optional<String> targetId) {

        String target(Call call) {
            return targetId.orElse(call.account().value());
        }
    }

    @Override
    public String name() {
        return "DescribeEffectivePolicy";
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.requiredText("PolicyType"), input.text("TargetId"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var key = PolicyTypes.key(request.type());
        return List.of(new PolicyTarget(request.target(call)).target(name(), key, call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var target = new PolicyTarget(request.target(call));
        var isOwn = target.id().equals(call.account().value());
        var organization = isOwn
                ? Standing.require(call, snapshot).organization()
                : Standing.requireReader(call, snapshot);
        target.require(organization, snapshot);
        throw OrganizationsError.EFFECTIVE_POLICY_NOT_FOUND.because(
                "The target has no effective policy of the type " + request.type()
                        + ", which Keyward does not enforce");
    }
}
