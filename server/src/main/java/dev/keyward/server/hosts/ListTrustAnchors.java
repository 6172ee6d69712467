package dev.keyward.server.hosts;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The anchors of the caller's account in the Region, in one answer: there are 50 at most. */
final class ListTrustAnchors implements Operation.Reading<Struct> {

    @Override
    public String name() {
        return "ListTrustAnchors";
    }

    @Override
    public Struct read(Struct input) {
        return input;
    }

    @Override
    public List<Target> targets(Struct request, Call call, Snapshot snapshot) {
        return HostTargets.of(name());
    }

    @Override
    public Struct perform(Struct request, Call call, List<Target> targets, Snapshot snapshot) {
        return Struct.builder()
                .putList(
                        "TrustAnchors",
                        snapshot.hosts().anchors(call.account(), call.region()).stream()
                                .map(HostShapes::anchor)
                                .toList())
                .build();
    }
}
