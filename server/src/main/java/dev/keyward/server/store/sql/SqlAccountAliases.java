package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.store.AccountAliases;
import dev.keyward.server.store.Topic;

import java.util.Optional;

/** Account aliases in SQL. */
final class SqlAccountAliases implements AccountAliases.Writer {

    private final Session session;

    SqlAccountAliases(Session session) {
        this.session = session;
    }

    @Override
    public Optional<String> of(AccountId account) {
        return session.statements()
                .find(
                        "SELECT alias FROM iam_account_aliases WHERE account_id = ?",
                        Row::text,
                        account);
    }

    @Override
    public Optional<AccountId> find(String alias) {
        return session.statements()
                .find(
                        "SELECT account_id FROM iam_account_aliases WHERE alias = ?",
                        Row::account,
                        alias);
    }

    @Override
    public void put(AccountId account, String alias) {
        session.touch(new Topic.Iam(account));
        session.statements()
                .change("DELETE FROM iam_account_aliases WHERE account_id = ?", account);
        session.statements()
                .changeOne(
                        "INSERT INTO iam_account_aliases (alias, account_id) VALUES (?, ?)",
                        alias,
                        account);
    }

    @Override
    public void delete(AccountId account) {
        session.touch(new Topic.Iam(account));
        session.statements()
                .changeOne("DELETE FROM iam_account_aliases WHERE account_id = ?", account);
    }
}
