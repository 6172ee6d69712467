package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.UploadedCredential;
import dev.keyward.server.model.UploadedCredential.Kind;
import dev.keyward.server.store.UploadedCredentials;

import java.sql.SQLException;
import java.util.List;

/** Signing certificates and SSH public keys in SQL. */
final class SqlUploadedCredentials implements UploadedCredentials.Writer {

    private static final String COLUMNS = "credential_id, kind, account_id, user_id, body,"
            + " fingerprint, status, uploaded_nanos";

    private static final String SELECT =
            "SELECT " + COLUMNS + " FROM iam_uploaded_credentials WHERE kind = ? AND ";

    private static final String OLDEST_FIRST = " ORDER BY uploaded_nanos, credential_id";

    private final Session session;

    SqlUploadedCredentials(Session session) {
        this.session = session;
    }

    @Override
    public List<UploadedCredential> ofUser(Kind kind, String userId) {
        return session.statements()
                .list(
                        SELECT + "user_id = ?" + OLDEST_FIRST,
                        SqlUploadedCredentials::read,
                        kind,
                        userId);
    }

    @Override
    public List<UploadedCredential> ofRoot(Kind kind, AccountId account) {
        return session.statements()
                .list(
                        SELECT + "account_id = ? AND user_id IS NULL" + OLDEST_FIRST,
                        SqlUploadedCredentials::read,
                        kind,
                        account);
    }

    @Override
    public List<UploadedCredential> alike(Kind kind, AccountId account, String fingerprint) {
        return session.statements()
                .list(
                        SELECT + "account_id = ? AND fingerprint = ?" + OLDEST_FIRST,
                        SqlUploadedCredentials::read,
                        kind,
                        account,
                        fingerprint);
    }

    private static UploadedCredential read(Row row) throws SQLException {
        return new UploadedCredential(
                row.text(),
                row.constant(Kind.class),
                row.account(),
                row.optionalText(),
                row.text(),
                row.text(),
                row.constant(AccessKey.Status.class),
                row.instant());
    }

    @Override
    public void insert(UploadedCredential credential) {
        session.statements()
                .changeOne(
                        "INSERT INTO iam_uploaded_credentials (" + COLUMNS
                                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        credential.id(),
                        credential.kind(),
                        credential.account(),
                        credential.userId(),
                        credential.body(),
                        credential.fingerprint(),
                        credential.status(),
                        credential.uploaded());
    }

    @Override
    public void update(UploadedCredential credential) {
        session.statements()
                .changeOne(
                        "UPDATE iam_uploaded_credentials SET status = ? WHERE credential_id = ?",
                        credential.status(),
                        credential.id());
    }

    @Override
    public void delete(UploadedCredential credential) {
        session.statements()
                .changeOne(
                        "DELETE FROM iam_uploaded_credentials WHERE credential_id = ?",
                        credential.id());
    }
}
