package dev.keyward.server.store.sql;

import dev.keyward.server.model.OrganizationPolicy;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.store.OrganizationPolicies;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The policies of organizations and their attachments in SQL. */
final class SqlOrganizationPolicies implements OrganizationPolicies.Writer {

    private static final String SELECT = """
            SELECT policy_arn, policy_id, policy_type, name, description, content
            FROM organization_policies""";

    private final Session session;

    SqlOrganizationPolicies(Session session) {
        this.session = session;
    }

    @Override
    public Optional<OrganizationPolicy> find(String organizationId, String policyId) {
        return statements()
                .find(
                        SELECT + " WHERE organization_id = ? AND policy_id = ?",
                        SqlOrganizationPolicies::read,
                        organizationId,
                        policyId);
    }

    @Override
    public Optional<OrganizationPolicy> findByName(
            String organizationId, PolicyType type, String name) {
        return statements()
                .find(
                        SELECT + " WHERE organization_id = ? AND policy_type = ? AND name = ?",
                        SqlOrganizationPolicies::read,
                        organizationId,
                        type,
                        name);
    }

    @Override
    public Page<OrganizationPolicy> list(
            String organizationId, PolicyType type, Page.Request page) {
        var rows = statements()
                .list(
                        SELECT + """
                                 WHERE organization_id = ? AND policy_type = ? AND policy_id > ?
                                ORDER BY policy_id LIMIT ?""",
                        SqlOrganizationPolicies::read,
                        organizationId,
                        type,
                        Pages.after(page),
                        Pages.rows(page));
        return Pages.of(rows, page, OrganizationPolicy::id);
    }

    @Override
    public int count(String organizationId, PolicyType type) {
        return statements().find("""
                        SELECT count(*) FROM organization_policies
                        WHERE organization_id = ? AND policy_type = ?""", Row::number, organizationId, type).orElseThrow();
    }

    private static OrganizationPolicy read(Row row) throws SQLException {
        return new OrganizationPolicy(
                row.arn(),
                row.text(),
                row.constant(PolicyType.class),
                row.text(),
                row.text(),
                row.text());
    }

    @Override
    public List<String> attachedTo(String targetId, PolicyType type) {
        return statements().list("""
                        SELECT policy_id FROM organization_attachments
                        WHERE target_id = ? AND policy_type = ? ORDER BY policy_id""", Row::text, targetId, type);
    }

    @Override
    public Page<String> targetsOf(String organizationId, String policyId, Page.Request page) {
        var rows = statements()
                .list(
                        """
                        SELECT target_id FROM organization_attachments
                        WHERE organization_id = ? AND policy_id = ? AND target_id > ?
                        ORDER BY target_id LIMIT ?""",
                        Row::text,
                        organizationId,
                        policyId,
                        Pages.after(page),
                        Pages.rows(page));
        return Pages.of(rows, page, id -> id);
    }

    @Override
    public void insert(String organizationId, OrganizationPolicy policy) {
        touch();
        statements()
                .changeOne(
                        """
                        INSERT INTO organization_policies
                            (organization_id, policy_id, policy_type, policy_arn, name, description,
                             content)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""",
                        organizationId,
                        policy.id(),
                        policy.type(),
                        policy.arn(),
                        policy.name(),
                        policy.description(),
                        policy.content());
    }

    @Override
    public void update(String organizationId, OrganizationPolicy policy) {
        touch();
        statements()
                .changeOne(
                        """
                        UPDATE organization_policies SET name = ?, description = ?, content = ?
                        WHERE organization_id = ? AND policy_id = ?""",
                        policy.name(),
                        policy.description(),
                        policy.content(),
                        organizationId,
                        policy.id());
    }

    @Override
    public void delete(String organizationId, OrganizationPolicy policy) {
        touch();
        var attached =
                targetsOf(organizationId, policy.id(), new Page.Request(Optional.empty(), 1));
        if (!attached.items().isEmpty()) {
            throw new IllegalStateException(
                    policy.arn() + " is still attached to " + attached.items().getFirst());
        }
        SqlOrganizations.forget(session, policy.id());
        statements().changeOne("""
                        DELETE FROM organization_policies
                        WHERE organization_id = ? AND policy_id = ?""", organizationId, policy.id());
    }

    @Override
    public void attach(String organizationId, String targetId, OrganizationPolicy policy) {
        touch();
        statements().changeOne("""
                        INSERT INTO organization_attachments
                            (organization_id, policy_id, target_id, policy_type)
                        VALUES (?, ?, ?, ?)""", organizationId, policy.id(), targetId, policy.type());
    }

    @Override
    public void detach(String organizationId, String targetId, OrganizationPolicy policy) {
        touch();
        statements().changeOne("""
                        DELETE FROM organization_attachments
                        WHERE organization_id = ? AND policy_id = ? AND target_id = ?""", organizationId, policy.id(), targetId);
    }

    @Override
    public void detachAll(String organizationId, PolicyType type) {
        touch();
        statements().change("""
                        DELETE FROM organization_attachments
                        WHERE organization_id = ? AND policy_type = ?""", organizationId, type);
    }

    private void touch() {
        session.touch(new Topic.Organizations());
    }

    private Statements statements() {
        return session.statements();
    }
}
