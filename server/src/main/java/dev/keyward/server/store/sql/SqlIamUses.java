package dev.keyward.server.store.sql;

import dev.keyward.server.model.AccessKeyUse;
import dev.keyward.server.model.ActionUse;
import dev.keyward.server.store.IamUses;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The last uses of access keys, users and roles in SQL. They are no part of their owners, so that no
 * cache minds them.
 */
final class SqlIamUses implements IamUses.Writer {

    private final Session session;

    SqlIamUses(Session session) {
        this.session = session;
    }

    @Override
    public Optional<AccessKeyUse> ofAccessKey(String accessKeyId) {
        return session.statements().find("""
                        SELECT access_key_id, service, region, used_nanos
                        FROM iam_access_key_uses WHERE access_key_id = ?""", SqlIamUses::readKeyUse, accessKeyId);
    }

    private static AccessKeyUse readKeyUse(Row row) throws SQLException {
        return new AccessKeyUse(row.text(), row.text(), row.region(), row.instant());
    }

    @Override
    public List<ActionUse> ofEntity(String entityId) {
        return session.statements().list("""
                        SELECT entity_id, service, action, region, used_nanos
                        FROM iam_action_uses WHERE entity_id = ?
                        ORDER BY service, action""", SqlIamUses::readActionUse, entityId);
    }

    private static ActionUse readActionUse(Row row) throws SQLException {
        return new ActionUse(row.text(), row.text(), row.text(), row.region(), row.instant());
    }

    @Override
    public void put(AccessKeyUse use) {
        session.statements()
                .change("""
                        INSERT INTO iam_access_key_uses (access_key_id, service, region, used_nanos)
                        SELECT access_key_id, ?, ?, ? FROM iam_access_keys WHERE access_key_id = ?
                        ON CONFLICT (access_key_id) DO UPDATE
                        SET service = excluded.service, region = excluded.region,
                            used_nanos = excluded.used_nanos
                        WHERE excluded.used_nanos >= iam_access_key_uses.used_nanos""", use.service(), use.region(), use.time(), use.accessKeyId());
    }

    @Override
    public void put(ActionUse use) {
        session.statements()
                .change("""
                        INSERT INTO iam_action_uses (entity_id, service, action, region, used_nanos)
                        SELECT entity_id, ?, ?, ?, ? FROM iam_entities WHERE entity_id = ?
                        ON CONFLICT (entity_id, service, action) DO UPDATE
                        SET region = excluded.region, used_nanos = excluded.used_nanos
                        WHERE excluded.used_nanos >= iam_action_uses.used_nanos""", use.service(), use.action(), use.region(), use.time(), use.entityId());
    }
}
