package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.CredentialReport;
import dev.keyward.server.store.CredentialReports;

import java.sql.SQLException;
import java.util.Optional;

/** The last credential report of each account in SQL. */
final class SqlCredentialReports implements CredentialReports.Writer {

    private final Session session;

    SqlCredentialReports(Session session) {
        this.session = session;
    }

    @Override
    public Optional<CredentialReport> find(AccountId account) {
        return session.statements()
                .find(
                        "SELECT account_id, content, generated_nanos FROM iam_credential_reports"
                                + " WHERE account_id = ?",
                        SqlCredentialReports::read,
                        account);
    }

    private static CredentialReport read(Row row) throws SQLException {
        return new CredentialReport(row.account(), row.bytes(), row.instant());
    }

    @Override
    public void put(CredentialReport report) {
        session.statements().changeOne("""
                        INSERT INTO iam_credential_reports (account_id, content, generated_nanos)
                        VALUES (?, ?, ?)
                        ON CONFLICT (account_id) DO UPDATE
                        SET content = excluded.content,
                            generated_nanos = excluded.generated_nanos""", report.account(), report.content(), report.generated());
    }
}
