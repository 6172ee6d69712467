package dev.keyward.server.organizations.unit;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Gives a unit another name. Its id stays. */
final class UpdateOrganizationalUnit
        implements Operation.Writing<UpdateOrganizationalUnit.Request> {

    record Request(UnitRef unit, Optional<String> name) {}

    @Override
    public String name() {
        return "UpdateOrganizationalUnit";
    }

    @Override
    public Request read(Struct input) {
        return new Request(UnitRef.read(input), input.text("Name"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.unit().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        var unit = request.unit().get(organization, transaction);
        if (request.name().isPresent() && !request.name().get().equals(unit.name())) {
            UnitNames.requireFree(unit.parentId(), request.name().get(), transaction);
            unit = unit.renamed(request.name().get());
            transaction.organizationalUnits().update(unit);
        }
        return UnitShapes.answer(organization, unit, transaction);
    }
}
