package dev.keyward.server.callers;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.RegisteredService;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Lets a service call or not, and says where. It holds for the next request. */
final class UpdateService implements Operation.Writing<UpdateService.Request> {

    private final ServedRegions served;

    UpdateService(ServedRegions served) {
        this.served = served;
    }

    record Request(
            String principal,
            Optional<RegisteredService.Status> status,
            SortedSet<Region> regions) {}

    @Override
    public String name() {
        return "UpdateService";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                ServiceShapes.principal(input),
                input.text("Status").map(RegisteredService.Status::valueOf),
                ServiceShapes.regions(input, served));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return Registrar.targets(name(), call, snapshot);
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var service = ServiceShapes.require(request.principal(), transaction);
        var updated = service.with(
                request.status().orElse(service.status()),
                request.regions().isEmpty() ? service.regions() : request.regions());
        transaction.registeredServices().update(updated);
        return Struct.builder()
                .put("Service", ServiceShapes.service(updated, transaction))
                .build();
    }
}
