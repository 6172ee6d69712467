package dev.keyward.server.iam.account;

import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class AccountOperations {

    private AccountOperations() {}

    public static List<Operation<?>> all() {
        return List.of(new GetAccountSummary());
    }
}
