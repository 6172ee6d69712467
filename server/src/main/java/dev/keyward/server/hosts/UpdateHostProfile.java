package dev.keyward.server.hosts;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Changes what a profile allows; it holds for sessions that begin from now on. */
final class UpdateHostProfile implements Operation.Writing<UpdateHostProfile.Request> {

    record Request(String id, ProfileInput input) {}

    @Override
    public String name() {
        return "UpdateHostProfile";
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.requiredText("HostProfileId"), ProfileInput.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        // Who widens what hosts with a role may do gives the role anew, as AWS has it.
        var roles = request.input().roles().isPresent()
                ? request.input().given()
                : snapshot.hosts()
                        .findProfile(call.account(), call.region(), request.id())
                        .map(profile -> profile.limits().roles())
                        .orElse(List.of());
        return HostTargets.passing(name(), roles);
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var profile = HostShapes.requireProfile(request.id(), call, transaction);
        var updated =
                profile.with(request.input().over(profile.limits(), call, transaction), call.now());
        transaction.hosts().update(updated);
        return Struct.builder().put("HostProfile", HostShapes.profile(updated)).build();
    }
}
