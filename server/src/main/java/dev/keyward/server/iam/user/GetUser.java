package dev.keyward.server.iam.user;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.iam.common.EntityShapes;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** A user with its tags and boundary; the caller itself, root included, if none is named. */
final class GetUser implements Operation.Reading<CallerUser> {

    @Override
    public String name() {
        return "GetUser";
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
                .map(EntityShapes::whole)
                .orElseGet(() -> root(call, snapshot));
        return Struct.builder().put("User", user).build();
    }

    /** The root user has neither a name nor a path. */
    private static Struct root(Call call, Snapshot snapshot) {
        var root = Struct.builder()
                .put("UserId", call.account().value())
                .put("Arn", call.caller().principal().arn());
        return root.putTime(
                        "CreateDate",
                        snapshot.accounts().find(call.account()).map(account -> account.created()))
                .build();
    }
}
