package dev.keyward.server.iam.instanceprofile;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Puts a role into an instance profile, which holds one at most. Whoever may do that could act as the role
 * on a machine of its own, so that the role must be the caller's to pass on.
 *
 * <p>Source: IAM User Guide, "Grant a user permissions to pass a role to an AWS service".
 */
final class AddRoleToInstanceProfile implements Operation.Writing<HeldRole> {

    @Override
    public String name() {
        return "AddRoleToInstanceProfile";
    }

    @Override
    public HeldRole read(Struct input) {
        return HeldRole.read(input);
    }

    @Override
    public List<Target> targets(HeldRole request, Call call, Snapshot snapshot) {
        // For no instance in particular yet.
        var passing = ContextKeys.builder()
                .single("iam:PassedToService", "ec2.amazonaws.com")
                .single(
                        "iam:AssociatedResourceArn",
                        "arn:aws:ec2:*:" + call.account() + ":instance/*")
                .build();
        return List.of(
                request.profile().target(name(), ContextKeys.empty(), call, snapshot),
                request.role().passing(passing, call, snapshot));
    }

    @Override
    public Struct perform(
            HeldRole request, Call call, List<Target> targets, Transaction transaction) {
        var profile = request.profile().get(call, transaction);
        var role = request.requireRole(call, transaction);
        Quota.ROLES_PER_INSTANCE_PROFILE.require(profile.roleId().isPresent() ? 2 : 1);
        transaction.instanceProfiles().update(profile.holding(Optional.of(role.id())));
        return Struct.empty();
    }
}
