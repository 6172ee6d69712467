package dev.keyward.server.store.sql;

import dev.keyward.server.model.LoginProfile;
import dev.keyward.server.model.User;
import dev.keyward.server.store.LoginProfiles;
import dev.keyward.server.store.Topic;

import java.util.List;
import java.util.Optional;

/** Login profiles in SQL. */
final class SqlLoginProfiles implements LoginProfiles.Writer {

    private final Session session;

    SqlLoginProfiles(Session session) {
        this.session = session;
    }

    @Override
    public Optional<LoginProfile> find(String userId) {
        return session.consistently(() -> session.statements()
                .find(
                        """
                        SELECT user_id, created_nanos, changed_nanos, reset_required
                        FROM iam_login_profiles WHERE user_id = ?""",
                        row -> new LoginProfile(
                                row.text(), row.instant(), row.instant(), row.flag(), List.of()),
                        userId)
                .map(this::withHashes));
    }

    private LoginProfile withHashes(LoginProfile profile) {
        var hashes = session.statements()
                .list(
                        "SELECT sealed_hash FROM iam_passwords WHERE user_id = ? ORDER BY age",
                        Row::bytes,
                        profile.userId());
        return new LoginProfile(
                profile.userId(),
                profile.created(),
                profile.changed(),
                profile.resetRequired(),
                hashes);
    }

    @Override
    public void put(User user, LoginProfile profile) {
        delete(user);
        session.statements()
                .changeOne(
                        """
                        INSERT INTO iam_login_profiles
                            (user_id, created_nanos, changed_nanos, reset_required)
                        VALUES (?, ?, ?, ?)""",
                        profile.userId(),
                        profile.created(),
                        profile.changed(),
                        profile.resetRequired());
        for (var age = 0; age < profile.sealedHashes().size(); age++) {
            session.statements()
                    .changeOne(
                            "INSERT INTO iam_passwords (user_id, age, sealed_hash) VALUES (?, ?, ?)",
                            profile.userId(),
                            age,
                            profile.sealedHashes().get(age));
        }
    }

    @Override
    public void delete(User user) {
        session.touch(new Topic.Iam(user.account()));
        session.eraseTraces(); // of the hashes
        session.statements().change("DELETE FROM iam_passwords WHERE user_id = ?", user.id());
        session.statements().change("DELETE FROM iam_login_profiles WHERE user_id = ?", user.id());
    }
}
