package dev.keyward.server.iam.managedpolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.PolicyDocuments;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.model.PolicyVersion;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Another document for a policy, in force at once if the request says so. */
final class CreatePolicyVersion implements Operation.Writing<CreatePolicyVersion.Request> {

    record Request(PolicyRef policy, String document, Force force) {}

    /** Whether the new version becomes the default one. */
    enum Force {
        AT_ONCE,
        NOT_YET
    }

    @Override
    public String name() {
        return "CreatePolicyVersion";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                PolicyRef.read(input),
                input.requiredText("PolicyDocument"),
                input.flag("SetAsDefault") ? Force.AT_ONCE : Force.NOT_YET);
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.policy().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var policy = request.policy().getOwn(name(), call, transaction);
        PolicyDocuments.requireManaged(request.document());
        var policies = transaction.managedPolicies();
        if (policies.versions(policy.arn()).size() >= Quota.VERSIONS_PER_POLICY.most()) {
            throw IamError.LIMIT_EXCEEDED.because("A managed policy can have up to "
                    + Quota.VERSIONS_PER_POLICY.most()
                    + " versions. Before you create a new version, you must delete an existing"
                    + " version.");
        }
        var now = NewEntity.created(call);
        var number = policy.latestVersion() + 1;
        var version = new PolicyVersion(policy.arn(), "v" + number, request.document(), now);
        policies.insertVersion(version);
        var inForce = switch (request.force()) {
            case AT_ONCE -> version.versionId();
            case NOT_YET -> policy.defaultVersionId();
        };
        var after = Versions.with(policy, inForce, number, now);
        policies.update(after);
        return Struct.builder()
                .put("PolicyVersion", PolicyShapes.listed(version, after).build())
                .build();
    }
}
