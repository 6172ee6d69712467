package dev.keyward.server.organizations.account;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Closes an account: nobody's credentials in it are taken any more. It stays in the organization.
 *
 * <p>Source: Organizations User Guide, "Closing a member account in an organization with AWS
 * Organizations".
 */
final class CloseAccount implements Operation.Writing<AccountRef> {

    @Override
    public String name() {
        return "CloseAccount";
    }

    @Override
    public AccountRef read(Struct input) {
        return AccountRef.read(input);
    }

    @Override
    public List<Target> targets(AccountRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            AccountRef request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        var member = request.get(organization, transaction);
        if (member.account().equals(organization.managementAccount())) {
            throw OrganizationsError.CONSTRAINT_VIOLATION.because(
                    "CANNOT_CLOSE_MANAGEMENT_ACCOUNT", "You cannot close the management account.");
        }
        var account = transaction.accounts().find(member.account()).orElseThrow();
        switch (account.state()) {
            case ACTIVE -> transaction.accounts().update(account.closed());
            case CLOSED ->
                throw OrganizationsError.ACCOUNT_ALREADY_CLOSED.because(
                        "The provided account is already closed.");
        }
        return Struct.empty();
    }
}
