package dev.keyward.server.hosts;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The profiles of the caller's account in the Region, in one answer: there are 250 at most. */
final class ListHostProfiles implements Operation.Reading<Struct> {

    @Override
    public String name() {
        return "ListHostProfiles";
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
                        "HostProfiles",
                        snapshot.hosts().profiles(call.account(), call.region()).stream()
                                .map(HostShapes::profile)
                                .toList())
                .build();
    }
}
