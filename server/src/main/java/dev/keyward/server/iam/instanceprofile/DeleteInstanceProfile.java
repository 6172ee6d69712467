package dev.keyward.server.iam.instanceprofile;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.DeleteConflicts;
import dev.keyward.server.iam.common.InstanceProfileRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Deletes an instance profile that holds no role. */
final class DeleteInstanceProfile implements Operation.Writing<InstanceProfileRef> {

    @Override
    public String name() {
        return "DeleteInstanceProfile";
    }

    @Override
    public InstanceProfileRef read(Struct input) {
        return InstanceProfileRef.read(input);
    }

    @Override
    public List<Target> targets(InstanceProfileRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(
            InstanceProfileRef request, Call call, List<Target> targets, Transaction transaction) {
        var profile = request.get(call, transaction);
        DeleteConflicts.requireNone(
                profile.roleId().stream().toList(),
                "must remove roles from instance profile first");
        transaction.instanceProfiles().delete(profile);
        return Struct.empty();
    }
}
