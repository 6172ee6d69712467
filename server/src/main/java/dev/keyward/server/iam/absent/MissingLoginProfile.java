package dev.keyward.server.iam.absent;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** GetLoginProfile and DeleteLoginProfile: no user has a password. */
final class MissingLoginProfile implements Operation.Reading<CallerUser> {

    private final String operation;

    MissingLoginProfile(String operation) {
        this.operation = operation;
    }

    @Override
    public String name() {
        return operation;
    }

    @Override
    public CallerUser read(Struct input) {
        return CallerUser.read(input);
    }

    @Override
    public List<Target> targets(CallerUser request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(CallerUser request, Call call, List<Target> targets, Snapshot snapshot) {
        var name = request.get(call, snapshot).map(User::name).orElse("root");
        throw IamError.NO_SUCH_ENTITY.because(
                "Login Profile for User " + name + " cannot be found.");
    }
}
