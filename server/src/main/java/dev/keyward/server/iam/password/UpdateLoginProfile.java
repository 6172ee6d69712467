package dev.keyward.server.iam.password;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Another password for a user, by an administrator; what the request leaves out stays. */
final class UpdateLoginProfile
        implements Operation.SlowWriting<UpdateLoginProfile.Request, NewPassword> {

    private final Passwords passwords;
    private final PasswordChange change;

    UpdateLoginProfile(Passwords passwords, PasswordChange change) {
        this.passwords = passwords;
        this.change = change;
    }

    record Request(
            OwnerRef user, Optional<PasswordInput> password, Optional<Boolean> resetRequired) {}

    @Override
    public String name() {
        return "UpdateLoginProfile";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                OwnerRef.read(OwnerKind.USER, input),
                input.text("Password").map(PasswordInput::new),
                input.bool("PasswordResetRequired"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.user().target(name(), call, snapshot));
    }

    @Override
    public void check(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        NewPassword.find((User) request.user().get(call, snapshot), snapshot);
        request.password()
                .ifPresent(password ->
                        PasswordRules.require(password.text(), call.account(), snapshot));
    }

    @Override
    public NewPassword prepare(Request request, Call call, List<Target> targets) {
        var found = change.read(call, snapshot -> (User) request.user().get(call, snapshot));
        return request.password()
                .map(password -> change.to(password, found))
                .orElseGet(() -> new NewPassword(Optional.of(found.profile()), Optional.empty()));
    }

    @Override
    public Struct perform(
            Request request,
            NewPassword password,
            Call call,
            List<Target> targets,
            Transaction transaction) {
        check(request, call, targets, transaction);
        var user = (User) request.user().get(call, transaction);
        var profile = password.requireUnchanged(user, transaction);
        var after = password.setIn(profile, passwords, call.now())
                .resetting(request.resetRequired().orElse(profile.resetRequired()));
        transaction.loginProfiles().put(user, after);
        return Struct.empty();
    }
}
