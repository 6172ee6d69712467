package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Groups;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** IAM groups and their members in SQL; the groups of a user are cached. */
final class SqlGroups implements Groups.Writer {

    private static final String SELECT = "SELECT " + Entities.COLUMNS + " FROM iam_entities e";

    private final Tables tables;
    private final Entities entities;

    SqlGroups(Tables tables) {
        this.tables = tables;
        this.entities = new Entities(tables.session(), Entities.Kind.GROUP);
    }

    @Override
    public Optional<Group> find(AccountId account, String name) {
        return entities.findByName(
                SELECT, SqlGroups::read, new Caches.EntityName(account, Entities.lowerCase(name)));
    }

    @Override
    public Optional<Group> findById(String id) {
        return entities.findById(SELECT, SqlGroups::read, id);
    }

    private static Group read(Row row) throws SQLException {
        var common = Entities.readCommon(row);
        return new Group(
                common.account(), common.path(), common.name(), common.id(), common.created());
    }

    @Override
    public Page<Group> list(AccountId account, String pathPrefix, Page.Request page) {
        var listing = new Entities.Listing(account, pathPrefix, page);
        return Pages.of(entities.list(SELECT, SqlGroups::read, listing), page, Group::name);
    }

    @Override
    public List<Group> ofUser(String userId) {
        return tables.caches()
                .groupsOfUsers()
                .get(userId, new Topic.Identity(userId), tables, this::loadOfUser);
    }

    private List<Group> loadOfUser(String userId) {
        return List.copyOf(
                tables.session().statements().list(SELECT + """
                                 JOIN iam_members m ON m.group_id = e.entity_id
                                WHERE m.user_id = ? ORDER BY e.name_lower""", SqlGroups::read, userId));
    }

    @Override
    public Page<User> members(String groupId, Page.Request page) {
        var users = new SqlUsers(tables);
        var session = tables.session();
        return session.consistently(() -> Pages.of(
                session
                        .statements()
                        .list(
                                SqlUsers.SELECT + """
                                         JOIN iam_members m ON m.user_id = e.entity_id
                                        WHERE m.group_id = ? AND e.name_lower > ?
                                        ORDER BY e.name_lower LIMIT ?""",
                                SqlUsers::readAlone,
                                groupId,
                                Entities.lowerCase(Pages.after(page)),
                                Pages.rows(page))
                        .stream()
                        .map(users::withTags)
                        .toList(),
                page,
                User::name));
    }

    @Override
    public int count(AccountId account) {
        return entities.count(account);
    }

    @Override
    public void insert(Group group) {
        entities.insert(common(group));
    }

    @Override
    public void update(Group group) {
        touchMembers(group); // what they are members of changes its name
        entities.update(common(group));
    }

    @Override
    public void delete(Group group) {
        entities.delete(common(group));
    }

    private void touchMembers(Group group) {
        tables.session()
                .statements()
                .list("SELECT user_id FROM iam_members WHERE group_id = ?", Row::text, group.id())
                .forEach(userId -> tables.session().touch(new Topic.Identity(userId)));
    }

    @Override
    public void addMember(Group group, User user) {
        touchMembership(group, user);
        if (!group.account().equals(user.account())) {
            throw new IllegalStateException(user.arn() + " cannot be in " + group.arn());
        }
        tables.session().statements().change("""
                        INSERT INTO iam_members (group_id, user_id) VALUES (?, ?)
                        ON CONFLICT (group_id, user_id) DO NOTHING""", group.id(), user.id());
    }

    @Override
    public void removeMember(Group group, User user) {
        touchMembership(group, user);
        tables.session()
                .statements()
                .change(
                        "DELETE FROM iam_members WHERE group_id = ? AND user_id = ?",
                        group.id(),
                        user.id());
    }

    private void touchMembership(Group group, User user) {
        tables.session().touch(new Topic.Iam(group.account()));
        tables.session().touch(new Topic.Identity(user.id()));
    }

    private static Entities.Common common(Group group) {
        return new Entities.Common(
                group.id(),
                group.account(),
                group.path(),
                group.name(),
                group.created(),
                Optional.empty());
    }
}
