package dev.keyward.server.iam.inlinepolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.EntityShapes;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** GetUserPolicy, GetGroupPolicy and GetRolePolicy. */
final class GetInlinePolicy implements Operation.Reading<InlinePolicyRef> {

    private final OwnerKind kind;

    GetInlinePolicy(OwnerKind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return "Get" + kind.word() + "Policy";
    }

    @Override
    public InlinePolicyRef read(Struct input) {
        return InlinePolicyRef.read(kind, input);
    }

    @Override
    public List<Target> targets(InlinePolicyRef request, Call call, Snapshot snapshot) {
        return List.of(request.owner().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            InlinePolicyRef request, Call call, List<Target> targets, Snapshot snapshot) {
        var owner = request.owner().get(call, snapshot);
        var policy = request.get(owner, snapshot);
        return Struct.builder()
                .put(kind.nameMember(), owner.name())
                .put("PolicyName", policy.name())
                .put("PolicyDocument", EntityShapes.document(policy.document()))
                .build();
    }
}
