package dev.keyward.server.organizations.unit;

import dev.keyward.server.authorize.Ancestry;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.OrganizationalUnit;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

/** Units as answers show them. */
final class UnitShapes {

    private UnitShapes() {}

    static Struct of(Organization organization, OrganizationalUnit unit, Snapshot snapshot) {
        var path = Ancestry.path(organization, Ancestry.downTo(unit.id(), organization, snapshot));
        return Struct.builder()
                .put("Id", unit.id())
                .put("Arn", organization.unitArn(unit.id()).toString())
                .put("Name", unit.name())
                .put("Path", path)
                .build();
    }

    /** An answer that is one unit. */
    static Struct answer(Organization organization, OrganizationalUnit unit, Snapshot snapshot) {
        return Struct.builder()
                .put("OrganizationalUnit", of(organization, unit, snapshot))
                .build();
    }
}
