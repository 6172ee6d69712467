package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Account;
import dev.keyward.server.store.Accounts;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.Optional;

/** Accounts in SQL. */
final class SqlAccounts implements Accounts.Writer {

    private static final String COLUMNS = "account_id, created_nanos, name, email, state";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM accounts";

    private final Session session;

    SqlAccounts(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return session.statements().find(SELECT + " WHERE account_id = ?", SqlAccounts::read, id);
    }

    @Override
    public boolean hasEmail(String email) {
        return session.statements()
                .find(
                        "SELECT account_id FROM accounts WHERE lower(email) = lower(?)",
                        Row::text,
                        email)
                .isPresent();
    }

    @Override
    public Optional<Account> first() {
        return session.statements()
                .find(SELECT + " ORDER BY created_nanos, account_id LIMIT 1", SqlAccounts::read);
    }

    @Override
    public void insert(Account account) {
        touch(account);
        session.statements()
                .changeOne(
                        "INSERT INTO accounts (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?)",
                        account.id(),
                        account.created(),
                        account.name(),
                        account.email(),
                        account.state());
    }

    @Override
    public void update(Account account) {
        touch(account);
        session.statements()
                .changeOne(
                        "UPDATE accounts SET state = ? WHERE account_id = ?",
                        account.state(),
                        account.id());
    }

    private void touch(Account account) {
        session.touch(new Topic.Iam(account.id()));
        session.touch(new Topic.Organizations());
    }

    private static Account read(Row row) throws SQLException {
        return new Account(
                row.account(),
                row.instant(),
                row.text(),
                row.text(),
                row.constant(Account.State.class));
    }
}
