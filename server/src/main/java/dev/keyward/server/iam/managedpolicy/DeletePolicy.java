package dev.keyward.server.iam.managedpolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Deletes a policy that nobody has and that has no version but the default one. */
final class DeletePolicy implements Operation.Writing<PolicyRef> {

    @Override
    public String name() {
        return "DeletePolicy";
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
    public Struct perform(
            PolicyRef request, Call call, List<Target> targets, Transaction transaction) {
        var policy = request.getOwn(name(), call, transaction);
        var usage = new PolicyUsage(call.account(), transaction.attachments());
        if (usage.countAttached(policy.arn()) + usage.countBounded(policy.arn()) > 0) {
            throw IamError.DELETE_CONFLICT.because("Cannot delete a policy attached to entities.");
        }
        if (transaction.managedPolicies().versions(policy.arn()).size() > 1) {
            throw IamError.DELETE_CONFLICT.because("This policy has more than one version. Before"
                    + " you delete a policy, you must delete the policy's versions. The default"
                    + " version is deleted with the policy.");
        }
        transaction.managedPolicies().delete(policy);
        return Struct.empty();
    }
}
