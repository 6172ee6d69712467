package dev.keyward.server.iam.password;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.model.PasswordPolicy;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;

/** The password policy of the account, if it has made one. */
final class GetAccountPasswordPolicy implements Operation.Reading<Struct> {

    @Override
    public String name() {
        return "GetAccountPasswordPolicy";
    }

    @Override
    public Struct read(Struct input) {
        return input;
    }

    @Override
    public List<Target> targets(Struct request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Struct request, Call call, List<Target> targets, Snapshot snapshot) {
        return Struct.builder()
                .put("PasswordPolicy", describe(require(call, snapshot)))
                .build();
    }

    /**
     * The policy.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    static PasswordPolicy require(Call call, Snapshot snapshot) {
        return snapshot.passwordPolicies()
                .find(call.account())
                .orElseThrow(() ->
                        IamError.NO_SUCH_ENTITY.because("The Password Policy with domain name "
                                + call.account() + " cannot be found."));
    }

    private static Struct describe(PasswordPolicy policy) {
        var answer = Struct.builder()
                .put("MinimumPasswordLength", policy.minimumLength())
                .put("RequireSymbols", policy.requireSymbols())
                .put("RequireNumbers", policy.requireNumbers())
                .put("RequireUppercaseCharacters", policy.requireUpper())
                .put("RequireLowercaseCharacters", policy.requireLower())
                .put("AllowUsersToChangePassword", policy.usersMayChange())
                .put("ExpirePasswords", policy.mostDays().isPresent())
                .put("HardExpiry", policy.hardExpiry());
        policy.mostDays().ifPresent(days -> answer.put("MaxPasswordAge", days));
        policy.reusePrevention().ifPresent(last -> answer.put("PasswordReusePrevention", last));
        return answer.build();
    }
}
