package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.PasswordPolicy;
import dev.keyward.server.store.PasswordPolicies;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.Optional;

/** Password policies in SQL. */
final class SqlPasswordPolicies implements PasswordPolicies.Writer {

    private static final String COLUMNS =
            "minimum_length, require_upper, require_lower, require_numbers, require_symbols,"
                    + " users_may_change, most_days, reuse_prevention, hard_expiry";

    private final Session session;

    SqlPasswordPolicies(Session session) {
        this.session = session;
    }

    @Override
    public Optional<PasswordPolicy> find(AccountId account) {
        return session.statements()
                .find(
                        "SELECT " + COLUMNS + " FROM iam_password_policies WHERE account_id = ?",
                        SqlPasswordPolicies::read,
                        account);
    }

    private static PasswordPolicy read(Row row) throws SQLException {
        return new PasswordPolicy(
                row.number(),
                row.flag(),
                row.flag(),
                row.flag(),
                row.flag(),
                row.flag(),
                row.optionalNumber(),
                row.optionalNumber(),
                row.flag());
    }

    @Override
    public void put(AccountId account, PasswordPolicy policy) {
        delete(account);
        session.statements()
                .changeOne(
                        "INSERT INTO iam_password_policies (account_id, " + COLUMNS
                                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        account,
                        policy.minimumLength(),
                        policy.requireUpper(),
                        policy.requireLower(),
                        policy.requireNumbers(),
                        policy.requireSymbols(),
                        policy.usersMayChange(),
                        policy.mostDays(),
                        policy.reusePrevention(),
                        policy.hardExpiry());
    }

    @Override
    public void delete(AccountId account) {
        session.touch(new Topic.Iam(account));
        session.statements()
                .change("DELETE FROM iam_password_policies WHERE account_id = ?", account);
    }
}
