package dev.keyward.server.organizations.unit;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.OrganizationalUnit;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Places;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** The unit that a request's {@code OrganizationalUnitId} names; whether it exists is another question. */
record UnitRef(String id) {

    static UnitRef read(Struct input) {
        return new UnitRef(input.requiredText("OrganizationalUnitId"));
    }

    Target target(String operation, Call call, Snapshot snapshot) {
        return OrganizationTargets.on(operation, id, call, snapshot);
    }

    /**
     * The unit.
     *
     * @throws ServiceException {@code OrganizationalUnitNotFoundException}
     */
    OrganizationalUnit get(Organization organization, Snapshot snapshot) {
        return Places.unit(organization, id, snapshot)
                .orElseThrow(() -> OrganizationsError.ORGANIZATIONAL_UNIT_NOT_FOUND.because(
                        "You specified an organizational unit that doesn't exist."));
    }
}
