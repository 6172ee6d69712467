package dev.keyward.server.hosts;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.HostProfile;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Says which roles hosts may have. Whoever does it must be allowed to pass each of them to hosts. */
final class CreateHostProfile implements Operation.Writing<CreateHostProfile.Request> {

    /** Source: IAM Roles Anywhere endpoints and quotas. */
    private static final int MOST_PROFILES = 250;

    private final RandomSource random;

    CreateHostProfile(RandomSource random) {
        this.random = random;
    }

    record Request(String name, ProfileInput input) {}

    @Override
    public String name() {
        return "CreateHostProfile";
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.requiredText("Name"), ProfileInput.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return HostTargets.passing(name(), request.input().given());
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var hosts = transaction.hosts();
        if (hosts.profiles(call.account(), call.region()).size() >= MOST_PROFILES) {
            throw HostError.LIMIT_EXCEEDED.because(
                    "there are " + MOST_PROFILES + " host profiles, which is the most");
        }
        var profile = new HostProfile(
                call.account(),
                call.region(),
                HostIds.next(random),
                request.name(),
                request.input().ofNew(call, transaction),
                call.now(),
                call.now());
        hosts.insert(profile);
        return Struct.builder().put("HostProfile", HostShapes.profile(profile)).build();
    }
}
