package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.SamlProvider;
import dev.keyward.server.store.SamlProviders;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** SAML identity providers in SQL. */
final class SqlSamlProviders implements SamlProviders.Writer {

    private static final String SELECT = """
            SELECT account_id, name, provider_id, entity_id, signing_certificates, created_nanos,
                expiry_nanos
            FROM iam_saml_providers""";

    private static final String APART = " ";

    private final Session session;

    SqlSamlProviders(Session session) {
        this.session = session;
    }

    @Override
    public Optional<SamlProvider> find(AccountId account, String name) {
        return session.consistently(() -> session.statements()
                .find(
                        SELECT + " WHERE account_id = ? AND name_lower = ?",
                        SqlSamlProviders::readAlone,
                        account,
                        Entities.lowerCase(name))
                .map(this::withTags));
    }

    @Override
    public List<SamlProvider> list(AccountId account) {
        return session.consistently(() -> session
                .statements()
                .list(
                        SELECT + " WHERE account_id = ? ORDER BY name_lower",
                        SqlSamlProviders::readAlone,
                        account)
                .stream()
                .map(this::withTags)
                .toList());
    }

    private static SamlProvider readAlone(Row row) throws SQLException {
        return new SamlProvider(
                row.account(),
                row.text(),
                row.text(),
                row.text(),
                List.of(row.text().split(APART, -1)),
                row.instant(),
                row.instant(),
                new TreeMap<>());
    }

    private SamlProvider withTags(SamlProvider provider) {
        return provider.withTags(Tag.collect(session.statements()
                .list(
                        "SELECT tag_key, tag_value FROM iam_saml_provider_tags WHERE provider_id = ?",
                        Tag::read,
                        provider.id())));
    }

    @Override
    public int count(AccountId account) {
        return session.statements()
                .find(
                        "SELECT count(*) FROM iam_saml_providers WHERE account_id = ?",
                        Row::number,
                        account)
                .orElseThrow();
    }

    @Override
    public String document(SamlProvider provider) {
        return session.statements()
                .find(
                        "SELECT metadata_document FROM iam_saml_providers WHERE provider_id = ?",
                        Row::text,
                        provider.id())
                .orElseThrow(() -> new IllegalStateException("no provider " + provider.id()));
    }

    @Override
    public void insert(SamlProvider provider, String document) {
        touch(provider);
        session.statements()
                .changeOne(
                        """
                        INSERT INTO iam_saml_providers
                            (provider_id, account_id, name, name_lower, entity_id,
                             signing_certificates, metadata_document, created_nanos, expiry_nanos)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        provider.id(),
                        provider.account(),
                        provider.name(),
                        Entities.lowerCase(provider.name()),
                        provider.entityId(),
                        String.join(APART, provider.signingCertificates()),
                        document,
                        provider.created(),
                        provider.validUntil());
        replaceTags(provider);
    }

    @Override
    public void update(SamlProvider provider) {
        touch(provider);
        session.statements()
                .changeOne(
                        """
                        UPDATE iam_saml_providers
                        SET entity_id = ?, signing_certificates = ?, expiry_nanos = ?
                        WHERE provider_id = ? AND account_id = ?""",
                        provider.entityId(),
                        String.join(APART, provider.signingCertificates()),
                        provider.validUntil(),
                        provider.id(),
                        provider.account());
        replaceTags(provider);
    }

    @Override
    public void update(SamlProvider provider, String document) {
        update(provider);
        session.statements()
                .changeOne(
                        "UPDATE iam_saml_providers SET metadata_document = ? WHERE provider_id = ?",
                        document,
                        provider.id());
    }

    @Override
    public void delete(SamlProvider provider) {
        touch(provider);
        deleteTags(provider);
        session.statements()
                .changeOne(
                        "DELETE FROM iam_saml_providers WHERE provider_id = ? AND account_id = ?",
                        provider.id(),
                        provider.account());
    }

    private void replaceTags(SamlProvider provider) {
        deleteTags(provider);
        provider.tags()
                .forEach((tagKey, tagValue) ->
                        session.statements().changeOne("""
                                INSERT INTO iam_saml_provider_tags (provider_id, tag_key, tag_value)
                                VALUES (?, ?, ?)""", provider.id(), tagKey, tagValue));
    }

    private void deleteTags(SamlProvider provider) {
        session.statements()
                .change("DELETE FROM iam_saml_provider_tags WHERE provider_id = ?", provider.id());
    }

    private void touch(SamlProvider provider) {
        session.touch(new Topic.Iam(provider.account()));
    }
}
