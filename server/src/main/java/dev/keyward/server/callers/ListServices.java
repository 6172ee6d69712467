package dev.keyward.server.callers;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The registered services by name, in one answer: there are 100 at most. */
final class ListServices implements Operation.Reading<Struct> {

    @Override
    public String name() {
        return "ListServices";
    }

    @Override
    public Struct read(Struct input) {
        return input;
    }

    @Override
    public List<Target> targets(Struct request, Call call, Snapshot snapshot) {
        return Registrar.targets(name(), call, snapshot);
    }

    @Override
    public Struct perform(Struct request, Call call, List<Target> targets, Snapshot snapshot) {
        return Struct.builder()
                .putList(
                        "Services",
                        snapshot.registeredServices().all().stream()
                                .map(service -> ServiceShapes.service(service, snapshot))
                                .toList())
                .build();
    }
}
