package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Alias;
import dev.keyward.server.model.Region;
import dev.keyward.server.store.Aliases;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.Optional;

/** Aliases in SQL; single aliases are cached. */
final class SqlAliases implements Aliases.Writer {

    private static final String COLUMNS =
            "account_id, region, alias_name, target_key_id, created_nanos, updated_nanos";

    private static final String OF_ALIAS =
            " WHERE account_id = ? AND region = ? AND alias_name = ?";

    private final Tables tables;

    SqlAliases(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Alias> find(AccountId account, Region region, String name) {
        return tables.caches()
                .aliases()
                .get(
                        new Caches.AliasName(account, region, name),
                        new Topic.AliasName(name),
                        tables,
                        this::load);
    }

    private Optional<Alias> load(Caches.AliasName alias) {
        return tables.session()
                .statements()
                .find(
                        "SELECT " + COLUMNS + " FROM kms_aliases" + OF_ALIAS,
                        SqlAliases::read,
                        alias.account(),
                        alias.region(),
                        alias.name());
    }

    private static Alias read(Row row) throws SQLException {
        return new Alias(
                row.account(), row.region(), row.text(), row.text(), row.instant(), row.instant());
    }

    @Override
    public Page<Alias> list(AccountId account, Region region, Page.Request page) {
        var aliases = tables.session()
                .statements()
                .list(
                        "SELECT " + COLUMNS + """
                                 FROM kms_aliases
                                WHERE account_id = ? AND region = ? AND alias_name > ?
                                ORDER BY alias_name LIMIT ?""",
                        SqlAliases::read,
                        account,
                        region,
                        Pages.after(page),
                        Pages.rows(page));
        return Pages.of(aliases, page, Alias::name);
    }

    @Override
    public Page<Alias> listOfKey(
            AccountId account, Region region, String keyId, Page.Request page) {
        var aliases = tables.session()
                .statements()
                .list(
                        "SELECT " + COLUMNS + """
                                 FROM kms_aliases
                                WHERE account_id = ? AND region = ? AND target_key_id = ?
                                    AND alias_name > ?
                                ORDER BY alias_name LIMIT ?""",
                        SqlAliases::read,
                        account,
                        region,
                        keyId,
                        Pages.after(page),
                        Pages.rows(page));
        return Pages.of(aliases, page, Alias::name);
    }

    @Override
    public void insert(Alias alias) {
        touch(alias);
        tables.session()
                .statements()
                .changeOne(
                        "INSERT INTO kms_aliases (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
                        alias.account(),
                        alias.region(),
                        alias.name(),
                        alias.targetKeyId(),
                        alias.created(),
                        alias.updated());
    }

    @Override
    public void update(Alias alias) {
        find(alias.account(), alias.region(), alias.name()).ifPresent(this::touch);
        touch(alias);
        tables.session()
                .statements()
                .changeOne(
                        "UPDATE kms_aliases SET target_key_id = ?, updated_nanos = ?" + OF_ALIAS,
                        alias.targetKeyId(),
                        alias.updated(),
                        alias.account(),
                        alias.region(),
                        alias.name());
    }

    @Override
    public void delete(Alias alias) {
        find(alias.account(), alias.region(), alias.name()).ifPresent(this::touch);
        tables.session()
                .statements()
                .changeOne(
                        "DELETE FROM kms_aliases" + OF_ALIAS,
                        alias.account(),
                        alias.region(),
                        alias.name());
    }

    /** An alias is part of its key: see {@link Topic.Key}. */
    private void touch(Alias alias) {
        tables.session().touch(new Topic.AliasName(alias.name()));
        tables.session().touch(new Topic.Key(alias.targetKeyId()));
    }
}
