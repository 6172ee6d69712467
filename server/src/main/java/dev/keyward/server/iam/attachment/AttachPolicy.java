package dev.keyward.server.iam.attachment;

import dev.keyward.server.authorize.AwsManagedPolicies;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.ServiceLinkedRoles;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** AttachUserPolicy, AttachGroupPolicy and AttachRolePolicy. Attaching again changes nothing. */
final class AttachPolicy implements Operation.Writing<AttachmentRequest> {

    private final OwnerKind kind;

    AttachPolicy(OwnerKind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return "Attach" + kind.word() + "Policy";
    }

    @Override
    public AttachmentRequest read(Struct input) {
        return AttachmentRequest.read(kind, input);
    }

    @Override
    public List<Target> targets(AttachmentRequest request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            AttachmentRequest request, Call call, List<Target> targets, Transaction transaction) {
        var owner = request.owner().getModifiable(call, transaction);
        var policy = request.policy().getAttachable(call, transaction);
        if (policy.arn().account().equals(AwsManagedPolicies.ACCOUNT)
                && policy.path().startsWith(ServiceLinkedRoles.PATH)) {
            throw IamError.POLICY_NOT_ATTACHABLE.because(
                    "Cannot attach a Service Role Policy to a Customer Role.");
        }
        var attachments = transaction.attachments();
        if (!attachments.isAttached(owner.id(), policy.arn())) {
            kind.attached().require(attachments.policiesOf(owner.id()).size() + 1);
            attachments.attach(owner, policy.arn());
        }
        return Struct.empty();
    }
}
