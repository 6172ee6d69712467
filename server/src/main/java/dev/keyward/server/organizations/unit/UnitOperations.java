package dev.keyward.server.organizations.unit;

import dev.keyward.server.organizations.common.OrganizationIds;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class UnitOperations {

    private UnitOperations() {}

    public static List<Operation<?>> all(OrganizationIds ids, Paging paging) {
        return List.of(
                new CreateOrganizationalUnit(ids),
                new DeleteOrganizationalUnit(),
                new DescribeOrganizationalUnit(),
                new ListOrganizationalUnitsForParent(paging),
                new UpdateOrganizationalUnit());
    }
}
