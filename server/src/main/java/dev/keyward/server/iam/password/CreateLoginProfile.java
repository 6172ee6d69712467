package dev.keyward.server.iam.password;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.model.LoginProfile;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Gives a user who has none a password. */
final class CreateLoginProfile
        implements Operation.SlowWriting<CreateLoginProfile.Request, NewPassword> {

    private final Passwords passwords;

    CreateLoginProfile(Passwords passwords) {
        this.passwords = passwords;
    }

    record Request(OwnerRef user, PasswordInput password, boolean resetRequired) {}

    @Override
    public String name() {
        return "CreateLoginProfile";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                new OwnerRef(OwnerKind.USER, LoginShapes.required(input, "UserName")),
                new PasswordInput(LoginShapes.required(input, "Password")),
                input.flag("PasswordResetRequired"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.user().target(name(), call, snapshot));
    }

    @Override
    public void check(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var user = request.user().get(call, snapshot);
        if (snapshot.loginProfiles().find(user.id()).isPresent()) {
            throw IamError.ENTITY_ALREADY_EXISTS.because(
                    "Login Profile for user " + user.name() + " already exists.");
        }
        PasswordRules.require(request.password().text(), call.account(), snapshot);
    }

    @Override
    public NewPassword prepare(Request request, Call call, List<Target> targets) {
        try (var secret = request.password().secret()) {
            return new NewPassword(Optional.empty(), Optional.of(passwords.hash(secret)));
        }
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
        var now = NewEntity.created(call);
        var empty = new LoginProfile(user.id(), now, now, request.resetRequired(), List.of());
        var profile = password.setIn(empty, passwords, now);
        transaction.loginProfiles().put(user, profile);
        return LoginShapes.answer(user, profile);
    }
}
