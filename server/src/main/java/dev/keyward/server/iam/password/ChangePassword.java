package dev.keyward.server.iam.password;

import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Another password for the calling user, who knows the old one. */
final class ChangePassword implements Operation.SlowWriting<ChangePassword.Request, NewPassword> {

    private static final CallerUser CALLER = new CallerUser(Optional.empty());

    private final Passwords passwords;
    private final PasswordChange change;

    ChangePassword(Passwords passwords, PasswordChange change) {
        this.passwords = passwords;
        this.change = change;
    }

    record Request(PasswordInput before, PasswordInput after) {}

    @Override
    public String name() {
        return "ChangePassword";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                new PasswordInput(input.requiredText("OldPassword")),
                new PasswordInput(input.requiredText("NewPassword")));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        if (!(call.caller().principal() instanceof Principal.User)) {
            throw notAUser();
        }
        return List.of(CALLER.target(name(), call, snapshot));
    }

    private static ServiceException notAUser() {
        return IamError.INVALID_USER_TYPE.because("Only IAM Users can change their own password.");
    }

    private static User user(Call call, Snapshot snapshot) {
        return CALLER.get(call, snapshot).orElseThrow(ChangePassword::notAUser);
    }

    @Override
    public void check(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        NewPassword.find(user(call, snapshot), snapshot);
    }

    @Override
    public NewPassword prepare(Request request, Call call, List<Target> targets) {
        var found = change.read(call, snapshot -> user(call, snapshot));
        try (var old = request.before().secret()) {
            if (!passwords.isOneOf(found.profile(), 1, old)) {
                throw CommonError.ACCESS_DENIED.because("The old password was incorrect.");
            }
        }
        if (request.after().equals(request.before())) {
            throw CommonError.ACCESS_DENIED.because("The new password must not be the old one.");
        }
        return change.to(request.after(), found);
    }

    @Override
    public Struct perform(
            Request request,
            NewPassword password,
            Call call,
            List<Target> targets,
            Transaction transaction) {
        var user = user(call, transaction);
        var profile = password.requireUnchanged(user, transaction);
        PasswordRules.require(request.after().text(), call.account(), transaction);
        transaction
                .loginProfiles()
                .put(user, password.setIn(profile, passwords, call.now()).resetting(false));
        return Struct.empty();
    }
}
