package dev.keyward.server.iam.account;

import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class AccountOperations {

    private AccountOperations() {}

    public static List<Operation<?>> all(AccessTracking tracking, Paging paging) {
        return List.of(
                new GetAccountSummary(),
                new GetAccountAuthorizationDetails(tracking, paging),
                new CreateAccountAlias(),
                new DeleteAccountAlias(),
                new ListAccountAliases(paging));
    }
}
