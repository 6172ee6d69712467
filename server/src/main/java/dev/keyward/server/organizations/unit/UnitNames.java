package dev.keyward.server.organizations.unit;

import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

/** The names of units, of which no two right below one parent are the same. */
final class UnitNames {

    private UnitNames() {}

    /**
     * Refuses a name that is taken.
     *
     * @throws ServiceException {@code DuplicateOrganizationalUnitException}
     */
    static void requireFree(String parentId, String name, Snapshot snapshot) {
        if (snapshot.organizationalUnits().findByName(parentId, name).isPresent()) {
            throw OrganizationsError.DUPLICATE_ORGANIZATIONAL_UNIT.because(
                    "An OU with the same name already exists.");
        }
    }
}
