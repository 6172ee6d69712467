package dev.keyward.server.store.sql;

import dev.keyward.policy.Arn;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.LastUse;
import dev.keyward.server.store.LastUses;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The last uses of KMS keys in SQL. They are no part of their keys, so that no cache minds them. */
final class SqlLastUses implements LastUses.Writer {

    private final Session session;

    SqlLastUses(Session session) {
        this.session = session;
    }

    @Override
    public Optional<LastUse> find(Arn keyArn) {
        return KeyName.parse(keyArn)
                .flatMap(name -> session.statements()
                        .find("""
                        SELECT account_id, region, key_id, operation, used_nanos, request_id
                        FROM kms_last_uses WHERE account_id = ? AND region = ? AND key_id = ?""", SqlLastUses::read, name.account(), name.region(), name.id()));
    }

    private static LastUse read(Row row) throws SQLException {
        return new LastUse(
                KmsKey.arnOf(row.account(), row.region(), row.text()),
                row.text(),
                row.instant(),
                row.text());
    }

    @Override
    public Optional<Instant> began() {
        return session.statements().find("SELECT began_nanos FROM kms_use_tracking", Row::instant);
    }

    @Override
    public void begin(Instant now) {
        session.statements()
                .changeOne("INSERT INTO kms_use_tracking (began_nanos) VALUES (?)", now);
    }

    @Override
    public void put(LastUse use) {
        var name = KeyName.require(use.keyArn());
        session.statements()
                .change(
                        """
                        INSERT INTO kms_last_uses
                            (account_id, region, key_id, operation, used_nanos, request_id)
                        SELECT account_id, region, key_id, ?, ?, ? FROM kms_keys
                        WHERE account_id = ? AND region = ? AND key_id = ?
                        ON CONFLICT (account_id, region, key_id) DO UPDATE
                        SET operation = excluded.operation, used_nanos = excluded.used_nanos,
                            request_id = excluded.request_id
                        WHERE excluded.used_nanos >= kms_last_uses.used_nanos""",
                        use.operation(),
                        use.time(),
                        use.requestId(),
                        name.account(),
                        name.region(),
                        name.id());
    }
}
