package dev.keyward.server.organizations.organization;

import dev.keyward.server.organizations.common.OrganizationIds;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class OrganizationOperations {

    private OrganizationOperations() {}

    public static List<Operation<?>> all(OrganizationIds ids, Paging paging) {
        return List.of(
                new CreateOrganization(ids),
                new DeleteOrganization(),
                new DescribeOrganization(),
                new ListRoots(paging));
    }
}
