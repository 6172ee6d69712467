package dev.keyward.server.iam.password;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Takes the password away from a user, with all that was remembered of earlier ones. */
final class DeleteLoginProfile implements Operation.Writing<CallerUser> {

    @Override
    public String name() {
        return "DeleteLoginProfile";
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
    public Struct perform(
            CallerUser request, Call call, List<Target> targets, Transaction transaction) {
        var user = request.get(call, transaction)
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because(
                        "Login Profile for User root cannot be found."));
        NewPassword.find(user, transaction);
        transaction.loginProfiles().delete(user);
        return Struct.empty();
    }
}
