package dev.keyward.server.organizations.account;

import dev.keyward.server.organizations.common.OrganizationIds;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.service.Operation;

import java.util.List;
import java.util.function.Supplier;

/** The operations of this family. */
public final class AccountOperations {

    private AccountOperations() {}

    /** Those of accounts; {@code roleIds} makes unique ids for roles. */
    public static List<Operation<?>> all(
            OrganizationIds ids, Supplier<String> roleIds, Paging paging) {
        return List.of(
                new CloseAccount(),
                new CreateAccount(ids, new AccessRoles(roleIds)),
                new DescribeAccount(),
                new DescribeCreateAccountStatus(),
                new LeaveOrganization(),
                new ListAccounts(paging),
                new ListAccountsForParent(paging),
                new ListChildren(paging),
                new ListCreateAccountStatus(paging),
                new ListParents(paging),
                new MoveAccount(),
                new RemoveAccountFromOrganization());
    }
}
