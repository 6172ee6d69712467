package dev.keyward.server.iam.attachment;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** DetachUserPolicy, DetachGroupPolicy and DetachRolePolicy. */
final class DetachPolicy implements Operation.Writing<AttachmentRequest> {

    private final OwnerKind kind;

    DetachPolicy(OwnerKind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return "Detach" + kind.word() + "Policy";
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
        var arn = request.policy().arn();
        if (!transaction.attachments().isAttached(owner.id(), arn)) {
            throw request.policy().notFound();
        }
        transaction.attachments().detach(owner, arn);
        return Struct.empty();
    }
}
