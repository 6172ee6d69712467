package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.AccountCreation;
import dev.keyward.server.store.AccountCreations;
import dev.keyward.server.store.Page;

import java.sql.SQLException;
import java.util.Optional;

/** Requests for new accounts in SQL. No cache minds them. */
final class SqlAccountCreations implements AccountCreations.Writer {

    private static final String COLUMNS =
            "creation_id, organization_id, account_name, requested_nanos, account_id, failure";
    private static final String SELECT =
            "SELECT " + COLUMNS + " FROM organization_account_creations";

    private final Session session;

    SqlAccountCreations(Session session) {
        this.session = session;
    }

    @Override
    public Optional<AccountCreation> find(String id) {
        return session.statements()
                .find(SELECT + " WHERE creation_id = ?", SqlAccountCreations::read, id);
    }

    @Override
    public Page<AccountCreation> list(String organizationId, Ends ends, Page.Request page) {
        var rows = session.statements()
                .list(
                        SELECT + " WHERE organization_id = ? AND creation_id > ?" + condition(ends)
                                + " ORDER BY creation_id LIMIT ?",
                        SqlAccountCreations::read,
                        organizationId,
                        Pages.after(page),
                        Pages.rows(page));
        return Pages.of(rows, page, AccountCreation::id);
    }

    private static String condition(Ends ends) {
        return switch (ends) {
            case ALL -> "";
            case SUCCEEDED -> " AND failure IS NULL";
            case FAILED -> " AND failure IS NOT NULL";
        };
    }

    private static AccountCreation read(Row row) throws SQLException {
        return new AccountCreation(
                row.text(),
                row.text(),
                row.text(),
                row.instant(),
                row.optionalText().map(AccountId::new),
                row.optionalText());
    }

    @Override
    public void insert(AccountCreation creation) {
        session.statements()
                .changeOne(
                        "INSERT INTO organization_account_creations (" + COLUMNS
                                + ") VALUES (?, ?, ?, ?, ?, ?)",
                        creation.id(),
                        creation.organizationId(),
                        creation.accountName(),
                        creation.requested(),
                        creation.account(),
                        creation.failure());
    }
}
