package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Topic;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What users, groups, roles and managed policies have in common: a row in {@code iam_entities} and
 * tags. Each kind's own table asks here, and reads its entities with its own {@link Row.Reader} from
 * {@link #COLUMNS} and the columns that it adds.
 */
final class Entities {

    /** The kinds, as stored. */
    enum Kind {
        USER,
        GROUP,
        ROLE,
        POLICY
    }

    /** The columns of every kind. */
    record Common(
            String id,
            AccountId account,
            String path,
            String name,
            Instant created,
            Optional<String> permissionsBoundary) {}

    static final String COLUMNS =
            "e.entity_id, e.account_id, e.path, e.name, e.created_nanos, e.permissions_boundary";

    private final Session session;
    private final Kind kind;

    Entities(Session session, Kind kind) {
        this.session = session;
        this.kind = kind;
    }

    static Common readCommon(Row row) throws java.sql.SQLException {
        return new Common(
                row.text(),
                row.account(),
                row.text(),
                row.text(),
                row.instant(),
                row.optionalText());
    }

    /** Names are compared without case, as IAM does; they are ASCII. */
    static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    <T> Optional<T> findById(String select, Row.Reader<T> reader, String id) {
        return session.statements()
                .find(select + " WHERE e.entity_id = ? AND e.kind = ?", reader, id, kind);
    }

    <T> Optional<T> findByName(String select, Row.Reader<T> reader, Caches.EntityName entity) {
        return session.statements()
                .find(
                        select + " WHERE e.account_id = ? AND e.kind = ? AND e.name_lower = ?",
                        reader,
                        entity.account(),
                        kind,
                        entity.lowerCaseName());
    }

    /** One row more than the page holds, ordered by name without case. */
    <T> List<T> list(String select, Row.Reader<T> reader, Listing listing) {
        return session.statements()
                .list(
                        select + """
                                 WHERE e.account_id = ? AND e.kind = ? AND e.name_lower > ?
                                    AND substr(e.path, 1, length(?)) = ?
                                ORDER BY e.name_lower LIMIT ?""",
                        reader,
                        listing.account(),
                        kind,
                        lowerCase(Pages.after(listing.page())),
                        listing.pathPrefix(),
                        listing.pathPrefix(),
                        Pages.rows(listing.page()));
    }

    /** Which entities to list. */
    record Listing(AccountId account, String pathPrefix, Page.Request page) {}

    int count(AccountId account) {
        return session.statements()
                .find(
                        "SELECT count(*) FROM iam_entities WHERE account_id = ? AND kind = ?",
                        Row::number,
                        account,
                        kind)
                .orElseThrow();
    }

    SortedMap<String, String> tags(String ownerId) {
        return Tag.collect(session.statements()
                .list(
                        "SELECT tag_key, tag_value FROM iam_tags WHERE owner_id = ?",
                        Tag::read,
                        ownerId));
    }

    void insert(Common entity) {
        touch(entity);
        session.statements()
                .changeOne(
                        """
                        INSERT INTO iam_entities
                            (entity_id, account_id, kind, path, name, name_lower, created_nanos,
                             permissions_boundary)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                        entity.id(),
                        entity.account(),
                        kind,
                        entity.path(),
                        entity.name(),
                        lowerCase(entity.name()),
                        entity.created(),
                        entity.permissionsBoundary());
    }

    void update(Common entity) {
        touch(entity);
        session.statements()
                .changeOne(
                        """
                        UPDATE iam_entities
                        SET path = ?, name = ?, name_lower = ?, created_nanos = ?,
                            permissions_boundary = ?
                        WHERE entity_id = ? AND account_id = ? AND kind = ?""",
                        entity.path(),
                        entity.name(),
                        lowerCase(entity.name()),
                        entity.created(),
                        entity.permissionsBoundary(),
                        entity.id(),
                        entity.account(),
                        kind);
    }

    /** Replaces the tags of an entity that was just inserted or updated. */
    void replaceTags(String ownerId, SortedMap<String, String> tags) {
        deleteTags(ownerId);
        tags.forEach((tagKey, tagValue) -> session.statements()
                .changeOne(
                        "INSERT INTO iam_tags (owner_id, tag_key, tag_value) VALUES (?, ?, ?)",
                        ownerId,
                        tagKey,
                        tagValue));
    }

    private void deleteTags(String ownerId) {
        session.statements().change("DELETE FROM iam_tags WHERE owner_id = ?", ownerId);
    }

    /**
     * Deletes the entity with its tags and what it was last used for.
     *
     * @throws IllegalStateException if it does not exist, or something still belongs to it: members,
     *     policies or access keys
     */
    void delete(Common entity) {
        touch(entity);
        deleteTags(entity.id());
        session.statements().change("DELETE FROM iam_action_uses WHERE entity_id = ?", entity.id());
        session.statements().changeOne("""
                        DELETE FROM iam_entities
                        WHERE entity_id = ? AND account_id = ? AND kind = ?""", entity.id(), entity.account(), kind);
    }

    private void touch(Common entity) {
        session.touch(new Topic.Iam(entity.account()));
        session.touch(new Topic.Identity(entity.id()));
    }
}
