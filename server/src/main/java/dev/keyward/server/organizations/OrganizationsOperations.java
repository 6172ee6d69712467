package dev.keyward.server.organizations;

import dev.keyward.server.organizations.account.AccountOperations;
import dev.keyward.server.organizations.common.OrganizationIds;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.organizations.delegation.DelegationOperations;
import dev.keyward.server.organizations.organization.OrganizationOperations;
import dev.keyward.server.organizations.policy.PolicyOperations;
import dev.keyward.server.organizations.tag.TagOperations;
import dev.keyward.server.organizations.unit.UnitOperations;
import dev.keyward.server.service.Agreement;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.Service;
import dev.keyward.wire.model.ApiModel;

import java.util.ArrayList;
import java.util.List;

/** The operations of Organizations that are served. */
public final class OrganizationsOperations {

    private OrganizationsOperations() {}

    /**
     * Organizations as a service.
     *
     * @throws IllegalStateException if the operations, their table and the API model do not agree
     */
    public static Service service(OrganizationsParts parts) {
        var model = ApiModel.load("organizations");
        var operations = all(parts);
        Agreement.require(model, operations, OrganizationsOperationsTable.load().served());
        return Service.of("organizations", model, operations);
    }

    private static List<Operation<?>> all(OrganizationsParts parts) {
        var ids = new OrganizationIds(parts.random());
        var paging = new Paging(parts.markers());
        var all = new ArrayList<Operation<?>>();
        all.addAll(OrganizationOperations.all(ids, paging));
        all.addAll(UnitOperations.all(ids, paging));
        all.addAll(AccountOperations.all(ids, parts.roleIds(), paging));
        all.addAll(PolicyOperations.all(ids, paging));
        all.addAll(DelegationOperations.all(paging));
        all.addAll(TagOperations.all(paging));
        return all;
    }
}
