package dev.keyward.server.organizations.account;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.PrincipalNames;
import dev.keyward.server.model.Role;
import dev.keyward.server.store.Transaction;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Makes the role in a new account by which the management account administers it: it trusts that
 * account, and may do everything.
 */
final class AccessRoles {

    private static final Arn ADMINISTRATOR =
            Arn.parse("arn:aws:iam::aws:policy/AdministratorAccess");

    private static final int SESSION_SECONDS = 3_600;

    private final Supplier<String> roleIds;

    AccessRoles(Supplier<String> roleIds) {
        this.roleIds = roleIds;
    }

    void make(AccountId account, String name, AccountId trusted, Transaction transaction) {
        var created = transaction.accounts().find(account).orElseThrow().created();
        var role = new Role(
                account,
                "/",
                name,
                roleIds.get(),
                created.truncatedTo(ChronoUnit.SECONDS),
                trusting(trusted),
                "",
                SESSION_SECONDS,
                new TreeMap<>(),
                Optional.empty());
        transaction.roles().insert(role);
        transaction.attachments().attach(role, ADMINISTRATOR);
    }

    private static String trusting(AccountId account) {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Principal": {
                        "AWS": "%s"
                      },
                      "Action": "sts:AssumeRole"
                    }
                  ]
                }""".formatted(PrincipalNames.root(account));
    }
}
