package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.InstanceProfile;
import dev.keyward.server.store.InstanceProfiles;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Instance profiles in SQL. */
final class SqlInstanceProfiles implements InstanceProfiles.Writer {

    private static final String COLUMNS =
            "account_id, path, name, profile_id, created_nanos, role_id, tags";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM iam_instance_profiles";

    private final Session session;

    SqlInstanceProfiles(Session session) {
        this.session = session;
    }

    @Override
    public Optional<InstanceProfile> find(AccountId account, String name) {
        return session.statements()
                .find(
                        SELECT + " WHERE account_id = ? AND name_lower = ?",
                        SqlInstanceProfiles::read,
                        account,
                        Entities.lowerCase(name));
    }

    private static InstanceProfile read(Row row) throws SQLException {
        return new InstanceProfile(
                row.account(),
                row.text(),
                row.text(),
                row.text(),
                row.instant(),
                row.optionalText(),
                ContextPairs.read(row.text()));
    }

    @Override
    public List<InstanceProfile> ofRole(String roleId) {
        return session.statements()
                .list(
                        SELECT + " WHERE role_id = ? ORDER BY name_lower",
                        SqlInstanceProfiles::read,
                        roleId);
    }

    @Override
    public Page<InstanceProfile> list(AccountId account, String pathPrefix, Page.Request page) {
        var rows = session.statements()
                .list(
                        SELECT + """
                                 WHERE account_id = ? AND name_lower > ?
                                    AND substr(path, 1, length(?)) = ?
                                ORDER BY name_lower LIMIT ?""",
                        SqlInstanceProfiles::read,
                        account,
                        Entities.lowerCase(Pages.after(page)),
                        pathPrefix,
                        pathPrefix,
                        Pages.rows(page));
        return Pages.of(rows, page, InstanceProfile::name);
    }

    @Override
    public int count(AccountId account) {
        return session.statements()
                .find(
                        "SELECT count(*) FROM iam_instance_profiles WHERE account_id = ?",
                        Row::number,
                        account)
                .orElseThrow();
    }

    @Override
    public void insert(InstanceProfile profile) {
        touch(profile);
        session.statements()
                .changeOne(
                        "INSERT INTO iam_instance_profiles (" + COLUMNS
                                + ", name_lower) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        profile.account(),
                        profile.path(),
                        profile.name(),
                        profile.id(),
                        profile.created(),
                        profile.roleId(),
                        ContextPairs.write(profile.tags()),
                        Entities.lowerCase(profile.name()));
    }

    @Override
    public void update(InstanceProfile profile) {
        touch(profile);
        session.statements()
                .changeOne(
                        "UPDATE iam_instance_profiles SET role_id = ?, tags = ? WHERE profile_id = ?",
                        profile.roleId(),
                        ContextPairs.write(profile.tags()),
                        profile.id());
    }

    @Override
    public void delete(InstanceProfile profile) {
        touch(profile);
        session.statements()
                .changeOne("DELETE FROM iam_instance_profiles WHERE profile_id = ?", profile.id());
    }

    private void touch(InstanceProfile profile) {
        session.touch(new Topic.Iam(profile.account()));
    }
}
