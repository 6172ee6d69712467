package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.HostProfile;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.TrustAnchor;
import dev.keyward.server.store.Hosts;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Trust anchors and profiles of hosts in SQL. Lists of ARNs are words, a space apart. */
final class SqlHosts implements Hosts.Writer {

    private static final String SELECT_ANCHOR =
            "SELECT account_id, region, anchor_id, anchor_name, enabled, certificates, revocations,"
                    + " created_nanos, updated_nanos FROM trust_anchors";

    private static final String SELECT_PROFILE =
            "SELECT account_id, region, profile_id, profile_name, enabled, roles, policies,"
                    + " session_policy, most_seconds, session_names, created_nanos, updated_nanos"
                    + " FROM host_profiles";

    private static final String IN_REGION = " WHERE account_id = ? AND region = ?";

    private final Session session;

    SqlHosts(Session session) {
        this.session = session;
    }

    @Override
    public Optional<TrustAnchor> findAnchor(AccountId account, Region region, String id) {
        return session.statements()
                .find(
                        SELECT_ANCHOR + IN_REGION + " AND anchor_id = ?",
                        SqlHosts::readAnchor,
                        account,
                        region,
                        id);
    }

    @Override
    public List<TrustAnchor> anchors(AccountId account, Region region) {
        return session.statements()
                .list(
                        SELECT_ANCHOR + IN_REGION + " ORDER BY anchor_id",
                        SqlHosts::readAnchor,
                        account,
                        region);
    }

    @Override
    public Optional<HostProfile> findProfile(AccountId account, Region region, String id) {
        return session.statements()
                .find(
                        SELECT_PROFILE + IN_REGION + " AND profile_id = ?",
                        SqlHosts::readProfile,
                        account,
                        region,
                        id);
    }

    @Override
    public List<HostProfile> profiles(AccountId account, Region region) {
        return session.statements()
                .list(
                        SELECT_PROFILE + IN_REGION + " ORDER BY profile_id",
                        SqlHosts::readProfile,
                        account,
                        region);
    }

    private static TrustAnchor readAnchor(Row row) throws SQLException {
        return new TrustAnchor(
                row.account(),
                row.region(),
                row.text(),
                row.text(),
                row.flag(),
                row.text(),
                row.text(),
                row.instant(),
                row.instant());
    }

    private static HostProfile readProfile(Row row) throws SQLException {
        return new HostProfile(
                row.account(),
                row.region(),
                row.text(),
                row.text(),
                new HostProfile.Limits(
                        row.flag(),
                        arns(row.text()),
                        arns(row.text()),
                        row.optionalText(),
                        row.number(),
                        row.flag()),
                row.instant(),
                row.instant());
    }

    private static List<Arn> arns(String words) {
        return words.isEmpty()
                ? List.of()
                : Arrays.stream(words.split(" ", -1)).map(Arn::parse).toList();
    }

    private static String words(List<Arn> arns) {
        return arns.stream().map(Arn::toString).collect(Collectors.joining(" "));
    }

    @Override
    public void insert(TrustAnchor anchor) {
        session.statements()
                .changeOne(
                        "INSERT INTO trust_anchors (account_id, region, anchor_id, anchor_name, enabled,"
                                + " certificates, revocations, created_nanos, updated_nanos)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        anchor.account(),
                        anchor.region(),
                        anchor.id(),
                        anchor.name(),
                        anchor.enabled(),
                        anchor.certificates(),
                        anchor.revocations(),
                        anchor.created(),
                        anchor.updated());
    }

    @Override
    public void update(TrustAnchor anchor) {
        session.statements()
                .changeOne(
                        "UPDATE trust_anchors SET enabled = ?, certificates = ?, revocations = ?,"
                                + " updated_nanos = ?" + IN_REGION + " AND anchor_id = ?",
                        anchor.enabled(),
                        anchor.certificates(),
                        anchor.revocations(),
                        anchor.updated(),
                        anchor.account(),
                        anchor.region(),
                        anchor.id());
    }

    @Override
    public void delete(TrustAnchor anchor) {
        session.statements()
                .changeOne(
                        "DELETE FROM trust_anchors" + IN_REGION + " AND anchor_id = ?",
                        anchor.account(),
                        anchor.region(),
                        anchor.id());
    }

    @Override
    public void insert(HostProfile profile) {
        session.statements()
                .changeOne(
                        "INSERT INTO host_profiles (account_id, region, profile_id, profile_name,"
                                + " enabled, roles, policies, session_policy, most_seconds,"
                                + " session_names, created_nanos, updated_nanos)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        profile.account(),
                        profile.region(),
                        profile.id(),
                        profile.name(),
                        profile.limits().enabled(),
                        words(profile.limits().roles()),
                        words(profile.limits().policies()),
                        profile.limits().sessionPolicy(),
                        profile.limits().mostSeconds(),
                        profile.limits().takesSessionNames(),
                        profile.created(),
                        profile.updated());
    }

    @Override
    public void update(HostProfile profile) {
        session.statements()
                .changeOne(
                        "UPDATE host_profiles SET enabled = ?, roles = ?, policies = ?,"
                                + " session_policy = ?, most_seconds = ?, session_names = ?,"
                                + " updated_nanos = ?" + IN_REGION + " AND profile_id = ?",
                        profile.limits().enabled(),
                        words(profile.limits().roles()),
                        words(profile.limits().policies()),
                        profile.limits().sessionPolicy(),
                        profile.limits().mostSeconds(),
                        profile.limits().takesSessionNames(),
                        profile.updated(),
                        profile.account(),
                        profile.region(),
                        profile.id());
    }

    @Override
    public void delete(HostProfile profile) {
        session.statements()
                .changeOne(
                        "DELETE FROM host_profiles" + IN_REGION + " AND profile_id = ?",
                        profile.account(),
                        profile.region(),
                        profile.id());
    }
}
