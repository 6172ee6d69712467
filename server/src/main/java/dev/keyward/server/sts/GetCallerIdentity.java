package dev.keyward.server.sts;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Tells who calls. It needs no permission, and no policy can forbid it.
 *
 * <p>Source: STS API Reference, "GetCallerIdentity".
 */
final class GetCallerIdentity implements Operation.Reading<GetCallerIdentity.Request> {

    record Request() {}

    @Override
    public String name() {
        return "GetCallerIdentity";
    }

    @Override
    public Request read(Struct input) {
        return new Request();
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of();
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        return Struct.builder()
                .put("UserId", call.caller().userId())
                .put("Account", call.account().value())
                .put("Arn", call.caller().principal().arn())
                .build();
    }
}
