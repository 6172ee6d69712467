package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Account;
import dev.keyward.server.store.Accounts;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Accounts in SQL. */
final class SqlAccounts implements Accounts.Writer {

    private final Session session;

    SqlAccounts(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return session.statements()
                .find(
                        "SELECT account_id, created_nanos FROM accounts WHERE account_id = ?",
                        SqlAccounts::read,
                        id);
    }

    @Override
    public List<Account> all() {
        return session.statements()
                .list(
                        "SELECT account_id, created_nanos FROM accounts ORDER BY account_id",
                        SqlAccounts::read);
    }

    @Override
    public void insert(Account account) {
        session.touch(new Topic.Iam(account.id()));
        session.statements()
                .changeOne(
                        "INSERT INTO accounts (account_id, created_nanos) VALUES (?, ?)",
                        account.id(),
                        account.created());
    }

    private static Account read(Row row) throws SQLException {
        return new Account(row.account(), row.instant());
    }
}
