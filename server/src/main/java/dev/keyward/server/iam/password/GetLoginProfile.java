package dev.keyward.server.iam.password;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** When a user got a password, and whether it must be changed; the caller's own if nobody is named. */
final class GetLoginProfile implements Operation.Reading<CallerUser> {

    @Override
    public String name() {
        return "GetLoginProfile";
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
        var user = request.get(call, snapshot)
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because(
                        "Login Profile for User root cannot be found."));
        return LoginShapes.answer(user, NewPassword.find(user, snapshot));
    }
}
