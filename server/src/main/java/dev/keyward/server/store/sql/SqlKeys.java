package dev.keyward.server.store.sql;

import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.KeyManager;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.MaterialState;
import dev.keyward.server.model.PendingDeletion;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.RotationSchedule;
import dev.keyward.server.store.Keys;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** KMS keys and their tags in SQL; single keys are cached, with what the tables of aliases and materials say. */
final class SqlKeys implements Keys.Writer {

    private static final String COLUMNS = """
            account_id, region, key_id, spec, key_usage, origin, manager, state, primary_region, \
            description, created_nanos, deletion_window_days, deletion_nanos, current_material_id, \
            rotation_days, rotation_nanos, policy""";

    private final Tables tables;

    SqlKeys(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<KmsKey> find(Arn arn) {
        return tables.caches().keys().get(arn, KeyName.topic(arn), tables, this::load);
    }

    private Optional<KmsKey> load(Arn arn) {
        return KeyName.parse(arn).flatMap(this::load);
    }

    private Optional<KmsKey> load(KeyName name) {
        return tables.session()
                .consistently(() -> tables.session()
                        .statements()
                        .find(
                                "SELECT " + COLUMNS + " FROM kms_keys" + KeyName.OF_KEY,
                                SqlKeys::readAlone,
                                name.account(),
                                name.region(),
                                name.id())
                        .map(this::whole));
    }

    /** The key of a row of its own table, without tags and aliases. */
    private static KmsKey readAlone(Row row) throws SQLException {
        return new KmsKey(
                row.account(),
                row.region(),
                row.text(),
                row.constant(KeySpec.class),
                row.constant(KeyUsage.class),
                row.constant(KeyOrigin.class),
                row.constant(KeyManager.class),
                row.constant(KeyState.class),
                row.optionalText().map(Region::new),
                row.text(),
                row.instant(),
                deletion(row.optionalNumber(), row.optionalInstant()),
                row.optionalText(),
                rotation(row.optionalNumber(), row.optionalInstant()),
                Optional.empty(),
                row.text(),
                new TreeMap<>(),
                new TreeSet<>());
    }

    private static Optional<PendingDeletion> deletion(
            Optional<Integer> windowDays, Optional<Instant> date) {
        return windowDays.map(days -> new PendingDeletion(days, date));
    }

    private static Optional<RotationSchedule> rotation(
            Optional<Integer> periodDays, Optional<Instant> next) {
        return periodDays.map(days -> new RotationSchedule(days, next.orElseThrow()));
    }

    /** The key with what other tables say of it. */
    private KmsKey whole(KmsKey key) {
        var whole = withTagsAndAliases(key);
        return key.origin() == KeyOrigin.EXTERNAL
                ? whole.but().materialExpires(materialExpires(key)).key()
                : whole;
    }

    private Optional<Instant> materialExpires(KmsKey key) {
        return tables.session()
                .statements()
                .find(
                        "SELECT MIN(expiry_nanos) FROM kms_key_materials" + KeyName.OF_KEY
                                + " AND sealed IS NOT NULL AND state IN (?, ?)",
                        Row::optionalInstant,
                        key.account(),
                        key.region(),
                        key.id(),
                        MaterialState.CURRENT,
                        MaterialState.NON_CURRENT)
                .flatMap(expiry -> expiry);
    }

    private KmsKey withTagsAndAliases(KmsKey key) {
        var statements = tables.session().statements();
        var tags = Tag.collect(statements.list(
                "SELECT tag_key, tag_value FROM kms_key_tags" + KeyName.OF_KEY,
                Tag::read,
                key.account(),
                key.region(),
                key.id()));
        var aliases = new TreeSet<>(
                statements.list("""
                SELECT alias_name FROM kms_aliases
                WHERE account_id = ? AND region = ? AND target_key_id = ?""", Row::text, key.account(), key.region(), key.id()));
        return key.withTagsAndAliases(tags, aliases);
    }

    @Override
    public Page<String> listIds(AccountId account, Region region, Page.Request page) {
        var ids = tables.session()
                .statements()
                .list("""
                        SELECT key_id FROM kms_keys
                        WHERE account_id = ? AND region = ? AND key_id > ?
                        ORDER BY key_id LIMIT ?""", Row::text, account, region, Pages.after(page), Pages.rows(page));
        return Pages.of(ids, page, id -> id);
    }

    @Override
    public int count(AccountId account, Region region) {
        return tables.session()
                .statements()
                .find(
                        "SELECT key_count FROM kms_key_counts WHERE account_id = ? AND region = ?",
                        Row::number,
                        account,
                        region)
                .orElse(0);
    }

    @Override
    public List<KmsKey> related(KmsKey key) {
        return key.isMultiRegion()
                ? loadAll(
                        " WHERE account_id = ? AND key_id = ? AND primary_region IS NOT NULL"
                                + " ORDER BY region",
                        key.account(),
                        key.id())
                : List.of(key);
    }

    @Override
    public List<KmsKey> dueForDeletion(Instant now, int limit) {
        return loadAll(
                " WHERE deletion_nanos <= ? AND state = ? ORDER BY deletion_nanos, key_id LIMIT ?",
                now,
                KeyState.PENDING_DELETION,
                limit);
    }

    @Override
    public List<KmsKey> dueForRotation(Instant now, int limit) {
        return loadAll("""
                         WHERE rotation_nanos <= ? AND state = ?
                        AND (primary_region IS NULL OR primary_region = region)
                        ORDER BY rotation_nanos, key_id LIMIT ?""", now, KeyState.ENABLED, limit);
    }

    private List<KmsKey> loadAll(String where, Object... parameters) {
        var session = tables.session();
        return session.consistently(() -> session
                .statements()
                .list(
                        "SELECT " + COLUMNS + " FROM kms_keys" + where,
                        SqlKeys::readAlone,
                        parameters)
                .stream()
                .map(this::whole)
                .toList());
    }

    @Override
    public void insert(KmsKey key) {
        var statements = writing(KeyName.of(key));
        statements.changeOne(
                "INSERT INTO kms_keys (" + COLUMNS
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key.account(),
                key.region(),
                key.id(),
                key.spec(),
                key.usage(),
                key.origin(),
                key.manager(),
                key.state(),
                key.primaryRegion(),
                key.description(),
                key.created(),
                key.deletion().map(PendingDeletion::windowDays),
                key.deletion().flatMap(PendingDeletion::date),
                key.currentMaterialId(),
                key.rotation().map(RotationSchedule::periodDays),
                key.rotation().map(RotationSchedule::next),
                key.policy());
        if (key.manager() == KeyManager.CUSTOMER) {
            statements.changeOne("""
                    INSERT INTO kms_key_counts (account_id, region, key_count) VALUES (?, ?, 1)
                    ON CONFLICT (account_id, region)
                    DO UPDATE SET key_count = kms_key_counts.key_count + 1""", key.account(), key.region());
        }
        key.tags().forEach((tagKey, tagValue) -> putTag(key.arn(), tagKey, tagValue));
    }

    @Override
    public void update(KmsKey key) {
        writing(KeyName.of(key))
                .changeOne(
                        """
                        UPDATE kms_keys
                        SET spec = ?, key_usage = ?, origin = ?, manager = ?, state = ?,
                            primary_region = ?, description = ?, created_nanos = ?,
                            deletion_window_days = ?, deletion_nanos = ?, current_material_id = ?,
                            rotation_days = ?, rotation_nanos = ?, policy = ?""" + KeyName.OF_KEY,
                        key.spec(),
                        key.usage(),
                        key.origin(),
                        key.manager(),
                        key.state(),
                        key.primaryRegion(),
                        key.description(),
                        key.created(),
                        key.deletion().map(PendingDeletion::windowDays),
                        key.deletion().flatMap(PendingDeletion::date),
                        key.currentMaterialId(),
                        key.rotation().map(RotationSchedule::periodDays),
                        key.rotation().map(RotationSchedule::next),
                        key.policy(),
                        key.account(),
                        key.region(),
                        key.id());
    }

    @Override
    public void delete(Arn arn) {
        var key = find(arn).orElseThrow(() -> new IllegalStateException("no key " + arn));
        var name = KeyName.of(key);
        key.aliases().forEach(alias -> tables.session().touch(new Topic.AliasName(alias)));
        var statements = writing(name);
        statements.change(
                "DELETE FROM kms_aliases WHERE account_id = ? AND region = ? AND target_key_id = ?",
                name.account(),
                name.region(),
                name.id());
        tables.session().touch(name.grantsTopic());
        for (var table : List.of(
                "kms_key_tags",
                "kms_grants",
                "kms_grant_counts",
                "kms_key_materials",
                "kms_last_uses")) {
            statements.change(
                    "DELETE FROM " + table + KeyName.OF_KEY,
                    name.account(),
                    name.region(),
                    name.id());
        }
        statements.changeOne(
                "DELETE FROM kms_keys" + KeyName.OF_KEY, name.account(), name.region(), name.id());
        if (key.manager() == KeyManager.CUSTOMER) {
            statements.changeOne("""
                    UPDATE kms_key_counts SET key_count = key_count - 1
                    WHERE account_id = ? AND region = ?""", name.account(), name.region());
        }
        tables.session().eraseTraces();
    }

    @Override
    public void putTag(Arn arn, String tagKey, String tagValue) {
        var name = KeyName.require(arn);
        writing(name).changeOne("""
                        INSERT INTO kms_key_tags (account_id, region, key_id, tag_key, tag_value)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (account_id, region, key_id, tag_key)
                        DO UPDATE SET tag_value = excluded.tag_value""", name.account(), name.region(), name.id(), tagKey, tagValue);
    }

    @Override
    public void deleteTag(Arn arn, String tagKey) {
        var name = KeyName.require(arn);
        writing(name)
                .change(
                        "DELETE FROM kms_key_tags" + KeyName.OF_KEY + " AND tag_key = ?",
                        name.account(),
                        name.region(),
                        name.id(),
                        tagKey);
    }

    private Statements writing(KeyName name) {
        tables.session().touch(name.topic());
        return tables.session().statements();
    }
}
