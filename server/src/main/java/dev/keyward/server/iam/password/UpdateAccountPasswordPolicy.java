package dev.keyward.server.iam.password;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.PasswordPolicy;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Another password policy for the account. What the request leaves out is as by default, not as before. */
final class UpdateAccountPasswordPolicy implements Operation.Writing<PasswordPolicy> {

    private static final int LEAST_LENGTH = 6;

    @Override
    public String name() {
        return "UpdateAccountPasswordPolicy";
    }

    @Override
    public PasswordPolicy read(Struct input) {
        return new PasswordPolicy(
                input.integer("MinimumPasswordLength").orElse(LEAST_LENGTH),
                input.flag("RequireUppercaseCharacters"),
                input.flag("RequireLowercaseCharacters"),
                input.flag("RequireNumbers"),
                input.flag("RequireSymbols"),
                input.flag("AllowUsersToChangePassword"),
                input.integer("MaxPasswordAge"),
                input.integer("PasswordReusePrevention"),
                input.flag("HardExpiry"));
    }

    @Override
    public List<Target> targets(PasswordPolicy request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(
            PasswordPolicy request, Call call, List<Target> targets, Transaction transaction) {
        transaction.passwordPolicies().put(call.account(), request);
        return Struct.empty();
    }
}
