package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.ServerCertificate;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.ServerCertificates;

import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeMap;

/** Certificates of servers in SQL. */
final class SqlServerCertificates implements ServerCertificates.Writer {

    private static final String COLUMNS = "account_id, path, name, certificate_id, body, chain,"
            + " uploaded_nanos, expires_nanos";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM iam_server_certificates";

    private final Session session;

    SqlServerCertificates(Session session) {
        this.session = session;
    }

    @Override
    public Optional<ServerCertificate> find(AccountId account, String name) {
        return session.consistently(() -> session.statements()
                .find(
                        SELECT + " WHERE account_id = ? AND name_lower = ?",
                        SqlServerCertificates::readAlone,
                        account,
                        Entities.lowerCase(name))
                .map(this::withTags));
    }

    private static ServerCertificate readAlone(Row row) throws SQLException {
        return new ServerCertificate(
                row.account(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.optionalText(),
                row.instant(),
                row.instant(),
                new TreeMap<>());
    }

    private ServerCertificate withTags(ServerCertificate certificate) {
        return certificate.withTags(Tag.collect(session.statements()
                .list(
                        "SELECT tag_key, tag_value FROM iam_server_certificate_tags"
                                + " WHERE certificate_id = ?",
                        Tag::read,
                        certificate.id())));
    }

    @Override
    public Page<ServerCertificate> list(AccountId account, String pathPrefix, Page.Request page) {
        return session.consistently(() -> Pages.of(
                session
                        .statements()
                        .list(
                                SELECT + """
                                         WHERE account_id = ? AND name_lower > ?
                                            AND substr(path, 1, length(?)) = ?
                                        ORDER BY name_lower LIMIT ?""",
                                SqlServerCertificates::readAlone,
                                account,
                                Entities.lowerCase(Pages.after(page)),
                                pathPrefix,
                                pathPrefix,
                                Pages.rows(page))
                        .stream()
                        .map(this::withTags)
                        .toList(),
                page,
                ServerCertificate::name));
    }

    @Override
    public int count(AccountId account) {
        return session.statements()
                .find(
                        "SELECT count(*) FROM iam_server_certificates WHERE account_id = ?",
                        Row::number,
                        account)
                .orElseThrow();
    }

    @Override
    public void insert(ServerCertificate certificate) {
        session.statements()
                .changeOne(
                        "INSERT INTO iam_server_certificates (" + COLUMNS
                                + ", name_lower) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        certificate.account(),
                        certificate.path(),
                        certificate.name(),
                        certificate.id(),
                        certificate.body(),
                        certificate.chain(),
                        certificate.uploaded(),
                        certificate.expires(),
                        Entities.lowerCase(certificate.name()));
        insertTags(certificate);
    }

    @Override
    public void update(ServerCertificate certificate) {
        session.statements()
                .changeOne(
                        """
                        UPDATE iam_server_certificates SET path = ?, name = ?, name_lower = ?
                        WHERE certificate_id = ?""",
                        certificate.path(),
                        certificate.name(),
                        Entities.lowerCase(certificate.name()),
                        certificate.id());
        deleteTags(certificate);
        insertTags(certificate);
    }

    @Override
    public void delete(ServerCertificate certificate) {
        deleteTags(certificate);
        session.statements()
                .changeOne(
                        "DELETE FROM iam_server_certificates WHERE certificate_id = ?",
                        certificate.id());
    }

    private void insertTags(ServerCertificate certificate) {
        certificate
                .tags()
                .forEach((key, value) ->
                        session.statements().changeOne("""
                        INSERT INTO iam_server_certificate_tags
                            (certificate_id, tag_key, tag_value)
                        VALUES (?, ?, ?)""", certificate.id(), key, value));
    }

    private void deleteTags(ServerCertificate certificate) {
        session.statements()
                .change(
                        "DELETE FROM iam_server_certificate_tags WHERE certificate_id = ?",
                        certificate.id());
    }
}
