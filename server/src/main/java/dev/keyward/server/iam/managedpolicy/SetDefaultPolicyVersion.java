package dev.keyward.server.iam.managedpolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Puts a version of a policy in force, for everyone who has the policy, at once. */
final class SetDefaultPolicyVersion implements Operation.Writing<VersionRequest> {

    @Override
    public String name() {
        return "SetDefaultPolicyVersion";
    }

    @Override
    public VersionRequest read(Struct input) {
        return VersionRequest.read(input);
    }

    @Override
    public List<Target> targets(VersionRequest request, Call call, Snapshot snapshot) {
        return List.of(request.policy().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            VersionRequest request, Call call, List<Target> targets, Transaction transaction) {
        var version = Versions.get(request.policy(), request.versionId(), call, transaction);
        var policy = request.policy().getOwn(name(), call, transaction);
        transaction
                .managedPolicies()
                .update(Versions.with(
                        policy,
                        version.versionId(),
                        policy.latestVersion(),
                        NewEntity.created(call)));
        return Struct.empty();
    }
}
