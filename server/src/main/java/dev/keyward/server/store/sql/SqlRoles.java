package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Role;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Roles;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeMap;

/** IAM roles in SQL; single roles are cached. */
final class SqlRoles implements Roles.Writer {

    private static final String SELECT = "SELECT " + Entities.COLUMNS
            + ", r.trust_policy, r.description, r.max_session_seconds"
            + " FROM iam_entities e JOIN iam_roles r ON r.role_id = e.entity_id";

    private final Tables tables;
    private final Entities entities;

    SqlRoles(Tables tables) {
        this.tables = tables;
        this.entities = new Entities(tables.session(), Entities.Kind.ROLE);
    }

    @Override
    public Optional<Role> find(AccountId account, String name) {
        return tables.caches()
                .rolesByName()
                .get(
                        new Caches.EntityName(account, Entities.lowerCase(name)),
                        new Topic.Iam(account),
                        tables,
                        this::loadByName);
    }

    private Optional<Role> loadByName(Caches.EntityName name) {
        return tables.session()
                .consistently(() ->
                        entities.findByName(SELECT, SqlRoles::readAlone, name).map(this::withTags));
    }

    @Override
    public Optional<Role> findById(String id) {
        return tables.caches().roles().get(id, new Topic.Identity(id), tables, this::loadById);
    }

    private Optional<Role> loadById(String id) {
        return tables.session()
                .consistently(() ->
                        entities.findById(SELECT, SqlRoles::readAlone, id).map(this::withTags));
    }

    private static Role readAlone(Row row) throws SQLException {
        var common = Entities.readCommon(row);
        return new Role(
                common.account(),
                common.path(),
                common.name(),
                common.id(),
                common.created(),
                row.text(),
                row.text(),
                row.number(),
                new TreeMap<>(),
                common.permissionsBoundary());
    }

    private Role withTags(Role role) {
        return role.withTags(entities.tags(role.id()));
    }

    @Override
    public Page<Role> list(AccountId account, String pathPrefix, Page.Request page) {
        var listing = new Entities.Listing(account, pathPrefix, page);
        return tables.session()
                .consistently(() -> Pages.of(
                        entities.list(SELECT, SqlRoles::readAlone, listing).stream()
                                .map(this::withTags)
                                .toList(),
                        page,
                        Role::name));
    }

    @Override
    public int count(AccountId account) {
        return entities.count(account);
    }

    @Override
    public void insert(Role role) {
        entities.insert(common(role));
        tables.session()
                .statements()
                .changeOne(
                        """
                        INSERT INTO iam_roles
                            (role_id, trust_policy, description, max_session_seconds)
                        VALUES (?, ?, ?, ?)""",
                        role.id(),
                        role.trustPolicy(),
                        role.description(),
                        role.maxSessionSeconds());
        entities.replaceTags(role.id(), role.tags());
    }

    @Override
    public void update(Role role) {
        entities.update(common(role));
        tables.session()
                .statements()
                .changeOne(
                        """
                        UPDATE iam_roles
                        SET trust_policy = ?, description = ?, max_session_seconds = ?
                        WHERE role_id = ?""",
                        role.trustPolicy(),
                        role.description(),
                        role.maxSessionSeconds(),
                        role.id());
        entities.replaceTags(role.id(), role.tags());
    }

    @Override
    public void delete(Role role) {
        tables.session()
                .statements()
                .changeOne("DELETE FROM iam_roles WHERE role_id = ?", role.id());
        entities.delete(common(role));
    }

    private static Entities.Common common(Role role) {
        return new Entities.Common(
                role.id(),
                role.account(),
                role.path(),
                role.name(),
                role.created(),
                role.permissionsBoundary());
    }
}
