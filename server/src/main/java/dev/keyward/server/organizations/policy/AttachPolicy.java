package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Attaches a policy to the root, a unit or an account. It limits at once. */
final class AttachPolicy implements Operation.Writing<AttachmentRequest> {

    @Override
    public String name() {
        return "AttachPolicy";
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
        if (!organization.enabled().contains(policy.type())) {
            throw OrganizationsError.POLICY_TYPE_NOT_ENABLED.because(
                    "This operation can be performed only for enabled policy types.");
        }
        var policies = transaction.organizationPolicies();
        var attached = policies.attachedTo(request.target().id(), policy.type());
        if (attached.contains(policy.id())) {
            throw OrganizationsError.DUPLICATE_POLICY_ATTACHMENT.because(
                    "A policy with the specified name and type already exists.");
        }
        PolicyQuota.ofTarget(policy.type()).require(attached.size() + 1);
        policies.attach(organization.id(), request.target().id(), policy);
        return Struct.empty();
    }
}
