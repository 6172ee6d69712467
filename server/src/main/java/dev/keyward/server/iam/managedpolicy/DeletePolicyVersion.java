package dev.keyward.server.iam.managedpolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Deletes a version of a policy that is not in force. */
final class DeletePolicyVersion implements Operation.Writing<VersionRequest> {

    @Override
    public String name() {
        return "DeletePolicyVersion";
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
        if (version.versionId().equals(policy.defaultVersionId())) {
            throw IamError.DELETE_CONFLICT.because(
                    "Cannot delete the default version of a policy.");
        }
        transaction.managedPolicies().deleteVersion(version);
        return Struct.empty();
    }
}
