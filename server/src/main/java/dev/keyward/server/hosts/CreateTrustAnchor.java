package dev.keyward.server.hosts;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.TrustAnchor;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Takes the certificates of an authority as showing who a host is, from now on. */
final class CreateTrustAnchor implements Operation.Writing<CreateTrustAnchor.Request> {

    /** Source: IAM Roles Anywhere endpoints and quotas. */
    private static final int MOST_ANCHORS = 50;

    private final RandomSource random;

    CreateTrustAnchor(RandomSource random) {
        this.random = random;
    }

    record Request(String name, AnchorInput input) {}

    @Override
    public String name() {
        return "CreateTrustAnchor";
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.requiredText("Name"), AnchorInput.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return HostTargets.of(name());
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var hosts = transaction.hosts();
        if (hosts.anchors(call.account(), call.region()).size() >= MOST_ANCHORS) {
            throw HostError.LIMIT_EXCEEDED.because(
                    "there are " + MOST_ANCHORS + " trust anchors, which is the most");
        }
        var anchor = new TrustAnchor(
                call.account(),
                call.region(),
                HostIds.next(random),
                request.name(),
                true,
                request.input().certificates().orElseThrow(),
                request.input().revocations().orElse(""),
                call.now(),
                call.now());
        hosts.insert(anchor);
        return Struct.builder().put("TrustAnchor", HostShapes.anchor(anchor)).build();
    }
}
