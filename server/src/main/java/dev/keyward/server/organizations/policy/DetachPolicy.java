package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.AwsOrganizationPolicies;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Detaches a policy. Where service control policies are enabled, one always stays. */
final class DetachPolicy implements Operation.Writing<AttachmentRequest> {

    @Override
    public String name() {
        return "DetachPolicy";
    }

    @Override
    public AttachmentRequest read(Struct input) {
        return AttachmentRequest.read(input);
    }

    @Override
    public List<Target> targets(AttachmentRequest request, Call call, Snapshot snapshot) {
        return request.targets(name(), call, snapshot);
    }

    @Override
    public Struct perform(
            AttachmentRequest request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        var policy = request.policy().get(organization, transaction);
        request.target().require(organization, transaction);
        if (policy.equals(AwsOrganizationPolicies.fullAccess(PolicyType.RESOURCE_CONTROL_POLICY))) {
            throw OrganizationsError.INVALID_INPUT.because(
                    "NON_DETACHABLE_POLICY", "You can't detach this AWS managed policy.");
        }
        var policies = transaction.organizationPolicies();
        var attached = policies.attachedTo(request.target().id(), policy.type());
        if (!attached.contains(policy.id())) {
            throw OrganizationsError.POLICY_NOT_ATTACHED.because(
                    "The policy isn't attached to the specified target in the specified root.");
        }
        if (attached.size() == 1) {
            throw OrganizationsError.CONSTRAINT_VIOLATION.because(
                    "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
                    "You cannot remove the last policy attached to the specified target. You must"
                            + " have at least one attached at all times.");
        }
        policies.detach(organization.id(), request.target().id(), policy);
        return Struct.empty();
    }
}
