package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.MfaDevice;
import dev.keyward.server.model.MfaDevice.Holder;
import dev.keyward.server.store.MfaDevices;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Virtual MFA devices in SQL, with their seeds sealed. */
final class SqlMfaDevices implements MfaDevices.Writer {

    private static final String COLUMNS =
            "serial_number, device_id, sealed_seed, tags, user_id, enabled_nanos, drift_steps,"
                    + " last_code_nanos";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM iam_mfa_devices";
    private static final String BY_NUMBER = " ORDER BY serial_number";

    /** 1 for a device that is enabled; two parameters say which are wanted. */
    private static final String OF_USE =
            " CASE WHEN enabled_nanos IS NULL THEN 0 ELSE 1 END BETWEEN ? AND ?";

    private final Session session;

    SqlMfaDevices(Session session) {
        this.session = session;
    }

    @Override
    public Optional<MfaDevice> find(Arn serialNumber) {
        return session.statements()
                .find(SELECT + " WHERE serial_number = ?", SqlMfaDevices::read, serialNumber);
    }

    private static MfaDevice read(Row row) throws SQLException {
        var serialNumber = row.arn();
        var id = row.text();
        var seed = row.bytes();
        var tags = ContextPairs.read(row.text());
        var userId = row.optionalText();
        var holder = row.optionalInstant().map(enabled -> new Holder(userId, enabled));
        return new MfaDevice(
                serialNumber, id, seed, tags, holder, row.number(), row.optionalInstant());
    }

    @Override
    public List<MfaDevice> of(AccountId account, Optional<String> userId) {
        if (userId.isPresent()) {
            return session.statements()
                    .list(
                            SELECT + " WHERE account_id = ? AND user_id = ?" + BY_NUMBER,
                            SqlMfaDevices::read,
                            account,
                            userId.get());
        }
        return session.statements()
                .list(
                        SELECT + " WHERE account_id = ? AND enabled_nanos IS NOT NULL"
                                + " AND user_id IS NULL" + BY_NUMBER,
                        SqlMfaDevices::read,
                        account);
    }

    @Override
    public Page<MfaDevice> list(AccountId account, Use use, Page.Request page) {
        var rows = session.statements()
                .list(
                        SELECT + " WHERE account_id = ? AND serial_number > ? AND" + OF_USE
                                + BY_NUMBER + " LIMIT ?",
                        SqlMfaDevices::read,
                        account,
                        Pages.after(page),
                        least(use),
                        most(use),
                        Pages.rows(page));
        return Pages.of(rows, page, device -> device.serialNumber().toString());
    }

    @Override
    public int count(AccountId account, Use use) {
        return session.statements()
                .find(
                        "SELECT count(*) FROM iam_mfa_devices WHERE account_id = ? AND" + OF_USE,
                        Row::number,
                        account,
                        least(use),
                        most(use))
                .orElseThrow();
    }

    private static int least(Use use) {
        return switch (use) {
            case ENABLED -> 1;
            case NOT_ENABLED, ANY -> 0;
        };
    }

    private static int most(Use use) {
        return switch (use) {
            case ENABLED, ANY -> 1;
            case NOT_ENABLED -> 0;
        };
    }

    @Override
    public void insert(MfaDevice device) {
        touch(device);
        session.statements()
                .changeOne(
                        "INSERT INTO iam_mfa_devices (account_id, " + COLUMNS
                                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        device.account(),
                        device.serialNumber(),
                        device.id(),
                        device.sealedSeed(),
                        ContextPairs.write(device.tags()),
                        device.holder().flatMap(Holder::userId),
                        device.holder().map(Holder::enabled),
                        device.driftSteps(),
                        device.lastCode());
    }

    @Override
    public void update(MfaDevice device) {
        touch(device);
        session.statements()
                .changeOne(
                        """
                        UPDATE iam_mfa_devices
                        SET tags = ?, user_id = ?, enabled_nanos = ?, drift_steps = ?,
                            last_code_nanos = ?
                        WHERE device_id = ?""",
                        ContextPairs.write(device.tags()),
                        device.holder().flatMap(Holder::userId),
                        device.holder().map(Holder::enabled),
                        device.driftSteps(),
                        device.lastCode(),
                        device.id());
    }

    @Override
    public void putLastCode(MfaDevice device) {
        session.statements()
                .changeOne(
                        "UPDATE iam_mfa_devices SET last_code_nanos = ? WHERE device_id = ?",
                        device.lastCode(),
                        device.id());
    }

    @Override
    public void delete(MfaDevice device) {
        touch(device);
        session.eraseTraces(); // of the seed
        session.statements()
                .changeOne("DELETE FROM iam_mfa_devices WHERE device_id = ?", device.id());
    }

    private void touch(MfaDevice device) {
        session.touch(new Topic.Iam(device.account()));
    }
}
