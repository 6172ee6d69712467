package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.store.AccessKeys;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Long-term access keys in SQL; single keys are cached, with their secrets sealed. */
final class SqlAccessKeys implements AccessKeys.Writer {

    private static final String COLUMNS =
            "access_key_id, account_id, user_id, status, sealed_secret, created_nanos";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM iam_access_keys";

    private static final String OLDEST_FIRST = " ORDER BY created_nanos, access_key_id";

    private final Tables tables;

    SqlAccessKeys(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return tables.caches()
                .accessKeys()
                .get(accessKeyId, new Topic.Identity(accessKeyId), tables, this::load);
    }

    private Optional<AccessKey> load(String accessKeyId) {
        return statements()
                .find(SELECT + " WHERE access_key_id = ?", SqlAccessKeys::read, accessKeyId);
    }

    @Override
    public List<AccessKey> ofUser(String userId) {
        return statements()
                .list(SELECT + " WHERE user_id = ?" + OLDEST_FIRST, SqlAccessKeys::read, userId);
    }

    @Override
    public List<AccessKey> ofRoot(AccountId account) {
        return statements()
                .list(
                        SELECT + " WHERE account_id = ? AND user_id IS NULL" + OLDEST_FIRST,
                        SqlAccessKeys::read,
                        account);
    }

    private static AccessKey read(Row row) throws SQLException {
        return new AccessKey(
                row.text(),
                row.account(),
                row.optionalText(),
                row.constant(AccessKey.Status.class),
                row.bytes(),
                row.instant());
    }

    @Override
    public void insert(AccessKey key) {
        touch(key);
        statements()
                .changeOne(
                        "INSERT INTO iam_access_keys (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
                        key.id(),
                        key.account(),
                        key.userId(),
                        key.status(),
                        key.sealedSecret(),
                        key.created());
    }

    @Override
    public void update(AccessKey key) {
        touch(key);
        statements()
                .changeOne(
                        "UPDATE iam_access_keys SET status = ? WHERE access_key_id = ?",
                        key.status(),
                        key.id());
    }

    @Override
    public void delete(AccessKey key) {
        touch(key);
        statements().change("DELETE FROM iam_access_key_uses WHERE access_key_id = ?", key.id());
        statements().changeOne("DELETE FROM iam_access_keys WHERE access_key_id = ?", key.id());
    }

    private void touch(AccessKey key) {
        tables.session().touch(new Topic.Iam(key.account()));
        tables.session().touch(new Topic.Identity(key.id()));
    }

    private Statements statements() {
        return tables.session().statements();
    }
}
