package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.model.PolicyVersion;
import dev.keyward.server.store.ManagedPolicies;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Customer managed policies and their versions in SQL. */
final class SqlManagedPolicies implements ManagedPolicies.Writer {

    private static final String SELECT = "SELECT " + Entities.COLUMNS
            + ", p.policy_arn, p.description, p.default_version_id, p.latest_version, p.updated_nanos"
            + " FROM iam_entities e JOIN iam_policies p ON p.policy_id = e.entity_id";

    private static final String VERSION_COLUMNS = "policy_arn, version_id, document, created_nanos";

    private final Session session;
    private final Entities entities;

    SqlManagedPolicies(Session session) {
        this.session = session;
        this.entities = new Entities(session, Entities.Kind.POLICY);
    }

    @Override
    public Optional<ManagedPolicy> find(Arn arn) {
        return session.consistently(() -> session.statements()
                .find(SELECT + " WHERE p.policy_arn = ?", SqlManagedPolicies::readAlone, arn)
                .map(this::withTags));
    }

    @Override
    public Optional<ManagedPolicy> findByName(AccountId account, String name) {
        var lowerCase = new Caches.EntityName(account, Entities.lowerCase(name));
        return session.consistently(
                () -> entities.findByName(SELECT, SqlManagedPolicies::readAlone, lowerCase)
                        .map(this::withTags));
    }

    private static ManagedPolicy readAlone(Row row) throws SQLException {
        var common = Entities.readCommon(row);
        return new ManagedPolicy(
                row.arn(),
                common.path(),
                common.name(),
                common.id(),
                row.text(),
                row.text(),
                row.number(),
                common.created(),
                row.instant(),
                new TreeMap<>());
    }

    private ManagedPolicy withTags(ManagedPolicy policy) {
        return new ManagedPolicy(
                policy.arn(),
                policy.path(),
                policy.name(),
                policy.id(),
                policy.description(),
                policy.defaultVersionId(),
                policy.latestVersion(),
                policy.created(),
                policy.updated(),
                entities.tags(policy.id()));
    }

    @Override
    public Page<ManagedPolicy> list(AccountId account, String pathPrefix, Page.Request page) {
        var listing = new Entities.Listing(account, pathPrefix, page);
        return session.consistently(() -> Pages.of(
                entities.list(SELECT, SqlManagedPolicies::readAlone, listing).stream()
                        .map(this::withTags)
                        .toList(),
                page,
                ManagedPolicy::name));
    }

    @Override
    public int count(AccountId account) {
        return entities.count(account);
    }

    @Override
    public int countVersions(AccountId account) {
        return session.statements()
                .find("""
                        SELECT count(*) FROM iam_entities e
                            JOIN iam_policies p ON p.policy_id = e.entity_id
                            JOIN iam_policy_versions v ON v.policy_arn = p.policy_arn
                        WHERE e.account_id = ? AND e.kind = ?""", Row::number, account, Entities.Kind.POLICY)
                .orElseThrow();
    }

    /** Version ids are numbers after a {@code v}, so that the longer is the newer. */
    @Override
    public List<PolicyVersion> versions(Arn policyArn) {
        return session.statements()
                .list(
                        "SELECT " + VERSION_COLUMNS + """
                                 FROM iam_policy_versions WHERE policy_arn = ?
                                ORDER BY length(version_id) DESC, version_id DESC""",
                        SqlManagedPolicies::readVersion,
                        policyArn);
    }

    @Override
    public Optional<PolicyVersion> findVersion(Arn policyArn, String versionId) {
        return session.statements()
                .find(
                        "SELECT " + VERSION_COLUMNS
                                + " FROM iam_policy_versions WHERE policy_arn = ? AND version_id = ?",
                        SqlManagedPolicies::readVersion,
                        policyArn,
                        versionId);
    }

    private static PolicyVersion readVersion(Row row) throws SQLException {
        return new PolicyVersion(row.arn(), row.text(), row.text(), row.instant());
    }

    @Override
    public void insert(ManagedPolicy policy) {
        entities.insert(common(policy));
        session.statements()
                .changeOne(
                        """
                        INSERT INTO iam_policies
                            (policy_id, policy_arn, description, default_version_id,
                             latest_version, updated_nanos)
                        VALUES (?, ?, ?, ?, ?, ?)""",
                        policy.id(),
                        policy.arn(),
                        policy.description(),
                        policy.defaultVersionId(),
                        policy.latestVersion(),
                        policy.updated());
        entities.replaceTags(policy.id(), policy.tags());
    }

    @Override
    public void update(ManagedPolicy policy) {
        entities.update(common(policy));
        session.statements()
                .changeOne(
                        """
                        UPDATE iam_policies
                        SET description = ?, default_version_id = ?, latest_version = ?,
                            updated_nanos = ?
                        WHERE policy_arn = ? AND policy_id = ?""",
                        policy.description(),
                        policy.defaultVersionId(),
                        policy.latestVersion(),
                        policy.updated(),
                        policy.arn(),
                        policy.id());
        entities.replaceTags(policy.id(), policy.tags());
    }

    @Override
    public void delete(ManagedPolicy policy) {
        var attached = session.statements()
                .list(
                        "SELECT owner_id FROM iam_attachments WHERE policy_arn = ? LIMIT 1",
                        Row::text,
                        policy.arn());
        if (!attached.isEmpty()) {
            throw new IllegalStateException(
                    policy.arn() + " is still attached to " + attached.getFirst());
        }
        session.statements()
                .change("DELETE FROM iam_policy_versions WHERE policy_arn = ?", policy.arn());
        session.statements()
                .changeOne("DELETE FROM iam_policies WHERE policy_arn = ?", policy.arn());
        entities.delete(common(policy));
    }

    @Override
    public void insertVersion(PolicyVersion version) {
        touch(version);
        session.statements()
                .changeOne(
                        "INSERT INTO iam_policy_versions (" + VERSION_COLUMNS
                                + ") VALUES (?, ?, ?, ?)",
                        version.policyArn(),
                        version.versionId(),
                        version.document(),
                        version.created());
    }

    @Override
    public void deleteVersion(PolicyVersion version) {
        touch(version);
        session.statements()
                .changeOne(
                        "DELETE FROM iam_policy_versions WHERE policy_arn = ? AND version_id = ?",
                        version.policyArn(),
                        version.versionId());
    }

    private void touch(PolicyVersion version) {
        session.touch(new Topic.Iam(new AccountId(version.policyArn().account())));
    }

    private static Entities.Common common(ManagedPolicy policy) {
        return new Entities.Common(
                policy.id(),
                new AccountId(policy.arn().account()),
                policy.path(),
                policy.name(),
                policy.created(),
                Optional.empty());
    }
}
