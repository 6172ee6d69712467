package dev.keyward.server.organizations.unit;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** One unit. */
final class DescribeOrganizationalUnit implements Operation.Reading<UnitRef> {

    @Override
    public String name() {
        return "DescribeOrganizationalUnit";
    }

    @Override
    public UnitRef read(Struct input) {
        return UnitRef.read(input);
    }

    @Override
    public List<Target> targets(UnitRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(UnitRef request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        return UnitShapes.answer(organization, request.get(organization, snapshot), snapshot);
    }
}
