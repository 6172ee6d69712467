package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Topic;
import dev.keyward.server.store.Users;

import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeMap;

/** IAM users in SQL; single users are cached. */
final class SqlUsers implements Users.Writer {

    static final String SELECT = "SELECT " + Entities.COLUMNS + " FROM iam_entities e";

    private final Tables tables;
    private final Entities entities;

    SqlUsers(Tables tables) {
        this.tables = tables;
        this.entities = new Entities(tables.session(), Entities.Kind.USER);
    }

    @Override
    public Optional<User> find(AccountId account, String name) {
        return tables.caches()
                .usersByName()
                .get(
                        new Caches.EntityName(account, Entities.lowerCase(name)),
                        new Topic.Iam(account),
                        tables,
                        this::loadByName);
    }

    private Optional<User> loadByName(Caches.EntityName name) {
        return tables.session()
                .consistently(() ->
                        entities.findByName(SELECT, SqlUsers::readAlone, name).map(this::withTags));
    }

    @Override
    public Optional<User> findById(String id) {
        return tables.caches().users().get(id, new Topic.Identity(id), tables, this::loadById);
    }

    private Optional<User> loadById(String id) {
        return tables.session()
                .consistently(() ->
                        entities.findById(SELECT, SqlUsers::readAlone, id).map(this::withTags));
    }

    /** The user of a row, without tags. */
    static User readAlone(Row row) throws SQLException {
        var common = Entities.readCommon(row);
        return new User(
                common.account(),
                common.path(),
                common.name(),
                common.id(),
                common.created(),
                new TreeMap<>(),
                common.permissionsBoundary());
    }

    User withTags(User user) {
        return user.withTags(entities.tags(user.id()));
    }

    @Override
    public Page<User> list(AccountId account, String pathPrefix, Page.Request page) {
        var listing = new Entities.Listing(account, pathPrefix, page);
        return tables.session()
                .consistently(() -> Pages.of(
                        entities.list(SELECT, SqlUsers::readAlone, listing).stream()
                                .map(this::withTags)
                                .toList(),
                        page,
                        User::name));
    }

    @Override
    public int count(AccountId account) {
        return entities.count(account);
    }

    @Override
    public void insert(User user) {
        entities.insert(common(user));
        entities.replaceTags(user.id(), user.tags());
    }

    @Override
    public void update(User user) {
        entities.update(common(user));
        entities.replaceTags(user.id(), user.tags());
    }

    @Override
    public void delete(User user) {
        entities.delete(common(user));
    }

    private static Entities.Common common(User user) {
        return new Entities.Common(
                user.id(),
                user.account(),
                user.path(),
                user.name(),
                user.created(),
                user.permissionsBoundary());
    }
}
