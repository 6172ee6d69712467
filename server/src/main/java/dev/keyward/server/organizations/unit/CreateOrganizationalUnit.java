package dev.keyward.server.organizations.unit;

import dev.keyward.server.authorize.Ancestry;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.OrganizationalUnit;
import dev.keyward.server.organizations.common.OrganizationIds;
import dev.keyward.server.organizations.common.OrganizationQuota;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.Places;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.organizations.common.Tags;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;

/** Makes a unit right below the root or another unit, at most five levels deep. */
final class CreateOrganizationalUnit
        implements Operation.Writing<CreateOrganizationalUnit.Request> {

    private final OrganizationIds ids;

    CreateOrganizationalUnit(OrganizationIds ids) {
        this.ids = ids;
    }

    record Request(String parentId, String name, Map<String, String> tags) {}

    @Override
    public String name() {
        return "CreateOrganizationalUnit";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                input.requiredText("ParentId"), input.requiredText("Name"), Tags.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var keys = Tags.ofRequest(request.tags());
        return Tags.withTagging(
                OrganizationTargets.on(name(), request.parentId(), keys, call, snapshot),
                request.tags());
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        Places.requireParent(organization, request.parentId(), transaction);
        var above = Ancestry.downTo(request.parentId(), organization, transaction);
        // The root is no level, and the unit itself is one.
        OrganizationQuota.UNIT_LEVELS.require(above.size());
        UnitNames.requireFree(request.parentId(), request.name(), transaction);
        var units = transaction.organizationalUnits();
        OrganizationQuota.UNITS.require(units.count(organization.id()) + 1);
        var id = ids.unit(organization.rootId(), taken -> units.find(taken).isPresent());
        var unit = new OrganizationalUnit(
                id, organization.id(), request.parentId(), request.name(), call.now());
        units.insert(unit);
        transaction.organizations().putTags(organization.id(), id, request.tags());
        Places.giveFullAccess(organization, id, transaction);
        return UnitShapes.answer(organization, unit, transaction);
    }
}
