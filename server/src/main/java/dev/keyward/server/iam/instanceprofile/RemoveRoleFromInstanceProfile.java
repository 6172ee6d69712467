package dev.keyward.server.iam.instanceprofile;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Takes the role out of an instance profile. */
final class RemoveRoleFromInstanceProfile implements Operation.Writing<HeldRole> {

    @Override
    public String name() {
        return "RemoveRoleFromInstanceProfile";
    }

    @Override
    public HeldRole read(Struct input) {
        return HeldRole.read(input);
    }

    @Override
    public List<Target> targets(HeldRole request, Call call, Snapshot snapshot) {
        return List.of(request.profile().target(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(
            HeldRole request, Call call, List<Target> targets, Transaction transaction) {
        var profile = request.profile().get(call, transaction);
        var role = request.requireRole(call, transaction);
        if (!profile.roleId().equals(Optional.of(role.id()))) {
            throw IamError.NO_SUCH_ENTITY.because("The role with name " + role.name()
                    + " cannot be found in instance profile " + profile.name() + ".");
        }
        transaction.instanceProfiles().update(profile.holding(Optional.empty()));
        return Struct.empty();
    }
}
