package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.OidcProvider;
import dev.keyward.server.store.OidcProviders;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Identity providers in SQL. */
final class SqlOidcProviders implements OidcProviders.Writer {

    private static final String SELECT =
            "SELECT account_id, url, created_nanos FROM iam_oidc_providers";

    private final Session session;

    SqlOidcProviders(Session session) {
        this.session = session;
    }

    /** What is stored of a provider more than once, as its rows call it. */
    private enum Kind {
        CLIENT_ID,
        THUMBPRINT
    }

    private record Name(AccountId account, String url, Instant created) {

        static Name read(Row row) throws SQLException {
            return new Name(row.account(), row.text(), row.instant());
        }
    }

    @Override
    public Optional<OidcProvider> find(AccountId account, String url) {
        return session.consistently(() -> session.statements()
                .find(SELECT + " WHERE account_id = ? AND url = ?", Name::read, account, url)
                .map(this::whole));
    }

    @Override
    public List<OidcProvider> list(AccountId account) {
        return session.consistently(() -> session
                .statements()
                .list(SELECT + " WHERE account_id = ? ORDER BY url", Name::read, account)
                .stream()
                .map(this::whole)
                .toList());
    }

    private OidcProvider whole(Name name) {
        var tags = session.statements().list("""
                        SELECT tag_key, tag_value FROM iam_oidc_tags
                        WHERE account_id = ? AND url = ?""", Tag::read, name.account(), name.url());
        return new OidcProvider(
                name.account(),
                name.url(),
                texts(name, Kind.CLIENT_ID),
                texts(name, Kind.THUMBPRINT),
                name.created(),
                Tag.collect(tags));
    }

    private List<String> texts(Name name, Kind kind) {
        return session.statements().list("""
                        SELECT text FROM iam_oidc_values
                        WHERE account_id = ? AND url = ? AND kind = ?
                        ORDER BY place""", Row::text, name.account(), name.url(), kind);
    }

    @Override
    public int count(AccountId account) {
        return session.statements()
                .find(
                        "SELECT count(*) FROM iam_oidc_providers WHERE account_id = ?",
                        Row::number,
                        account)
                .orElseThrow();
    }

    @Override
    public void insert(OidcProvider provider) {
        touch(provider);
        session.statements().changeOne("""
                        INSERT INTO iam_oidc_providers (account_id, url, created_nanos)
                        VALUES (?, ?, ?)""", provider.account(), provider.url(), provider.created());
        insertParts(provider);
    }

    @Override
    public void update(OidcProvider provider) {
        touch(provider);
        session.statements().changeOne("""
                        UPDATE iam_oidc_providers SET created_nanos = ?
                        WHERE account_id = ? AND url = ?""", provider.created(), provider.account(), provider.url());
        deleteParts(provider);
        insertParts(provider);
    }

    @Override
    public void delete(OidcProvider provider) {
        touch(provider);
        deleteParts(provider);
        session.statements()
                .changeOne(
                        "DELETE FROM iam_oidc_providers WHERE account_id = ? AND url = ?",
                        provider.account(),
                        provider.url());
    }

    private void insertParts(OidcProvider provider) {
        insertTexts(provider, Kind.CLIENT_ID, provider.clientIds());
        insertTexts(provider, Kind.THUMBPRINT, provider.thumbprints());
        provider.tags()
                .forEach((key, value) -> session.statements()
                        .changeOne("""
                        INSERT INTO iam_oidc_tags (account_id, url, tag_key, tag_value)
                        VALUES (?, ?, ?, ?)""", provider.account(), provider.url(), key, value));
    }

    private void insertTexts(OidcProvider provider, Kind kind, List<String> texts) {
        for (var place = 0; place < texts.size(); place++) {
            session.statements()
                    .changeOne(
                            """
                            INSERT INTO iam_oidc_values (account_id, url, kind, place, text)
                            VALUES (?, ?, ?, ?, ?)""", provider.account(), provider.url(), kind, place, texts.get(place));
        }
    }

    private void deleteParts(OidcProvider provider) {
        for (var table : List.of("iam_oidc_values", "iam_oidc_tags")) {
            session.statements()
                    .change(
                            "DELETE FROM " + table + " WHERE account_id = ? AND url = ?",
                            provider.account(),
                            provider.url());
        }
    }

    private void touch(OidcProvider provider) {
        session.touch(new Topic.Iam(provider.account()));
    }
}
