package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.Place;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.store.Organizations;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Organizations, their members and their tags in SQL. */
final class SqlOrganizations implements Organizations.Writer {

    private static final String SELECT = """
            SELECT organization_id, management_account, root_id, feature_set, policy_types, created_nanos
            FROM organizations""";

    private static final String SELECT_MEMBERS = """
            SELECT account_id, organization_id, parent_id, joined_method, joined_nanos
            FROM organization_members""";

    /** Whatever belongs to an organization, in an order in which it can be deleted. */
    private static final List<String> TABLES = List.of(
            "organization_delegations",
            "organization_services",
            "organization_attachments",
            "organization_policies",
            "organization_account_creations",
            "organization_tags",
            "organization_units",
            "organization_members",
            "organizations");

    private final Session session;

    SqlOrganizations(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Organization> find(String id) {
        return statements().find(SELECT + " WHERE organization_id = ?", SqlOrganizations::read, id);
    }

    @Override
    public boolean hasRoot(String rootId) {
        return statements()
                .find("SELECT root_id FROM organizations WHERE root_id = ?", Row::text, rootId)
                .isPresent();
    }

    private static Organization read(Row row) throws SQLException {
        return new Organization(
                row.text(),
                row.account(),
                row.text(),
                row.constant(Organization.FeatureSet.class),
                types(row.text()),
                row.instant());
    }

    private static Set<PolicyType> types(String words) {
        var types = new TreeSet<PolicyType>();
        for (var word : words.split(" ", -1)) {
            if (!word.isEmpty()) {
                types.add(PolicyType.valueOf(word));
            }
        }
        return types;
    }

    @Override
    public Optional<Member> member(AccountId account) {
        return statements()
                .find(
                        SELECT_MEMBERS + " WHERE account_id = ?",
                        SqlOrganizations::readMember,
                        account);
    }

    @Override
    public Optional<Place> placeOf(AccountId account) {
        return new SqlPlaces(session).of(account);
    }

    @Override
    public Page<Member> members(String organizationId, Page.Request page) {
        return page(" WHERE organization_id = ?", organizationId, page);
    }

    @Override
    public Page<Member> membersOf(String parentId, Page.Request page) {
        return page(" WHERE parent_id = ?", parentId, page);
    }

    private Page<Member> page(String where, String of, Page.Request page) {
        var rows = statements()
                .list(
                        SELECT_MEMBERS + where + " AND account_id > ? ORDER BY account_id LIMIT ?",
                        SqlOrganizations::readMember,
                        of,
                        Pages.after(page),
                        Pages.rows(page));
        return Pages.of(rows, page, member -> member.account().value());
    }

    @Override
    public int countMembers(String organizationId) {
        return statements()
                .find(
                        "SELECT count(*) FROM organization_members WHERE organization_id = ?",
                        Row::number,
                        organizationId)
                .orElseThrow();
    }

    private static Member readMember(Row row) throws SQLException {
        return new Member(
                row.account(),
                row.text(),
                row.text(),
                row.constant(Member.JoinedMethod.class),
                row.instant());
    }

    @Override
    public SortedMap<String, String> tags(String resourceId) {
        return Tag.collect(statements()
                .list(
                        "SELECT tag_key, tag_value FROM organization_tags WHERE resource_id = ?",
                        Tag::read,
                        resourceId));
    }

    @Override
    public void insert(Organization organization) {
        touch();
        statements()
                .changeOne(
                        """
                        INSERT INTO organizations
                            (organization_id, management_account, root_id, feature_set, policy_types,
                             created_nanos)
                        VALUES (?, ?, ?, ?, ?, ?)""",
                        organization.id(),
                        organization.managementAccount(),
                        organization.rootId(),
                        organization.features(),
                        words(organization),
                        organization.created());
    }

    @Override
    public void update(Organization organization) {
        touch();
        statements()
                .changeOne(
                        "UPDATE organizations SET policy_types = ? WHERE organization_id = ?",
                        words(organization),
                        organization.id());
    }

    private static String words(Organization organization) {
        return organization.enabled().stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    @Override
    public void delete(Organization organization) {
        touch();
        for (var table : TABLES) {
            statements()
                    .change(
                            "DELETE FROM " + table + " WHERE organization_id = ?",
                            organization.id());
        }
    }

    @Override
    public void insertMember(Member member) {
        touch();
        statements()
                .changeOne(
                        """
                        INSERT INTO organization_members
                            (account_id, organization_id, parent_id, joined_method, joined_nanos)
                        VALUES (?, ?, ?, ?, ?)""",
                        member.account(),
                        member.organizationId(),
                        member.parentId(),
                        member.joinedMethod(),
                        member.joined());
    }

    @Override
    public void moveMember(Member member) {
        touch();
        statements().changeOne("""
                        UPDATE organization_members SET parent_id = ?
                        WHERE account_id = ? AND organization_id = ?""", member.parentId(), member.account(), member.organizationId());
    }

    @Override
    public void deleteMember(Member member) {
        touch();
        forget(session, member.account().value());
        statements()
                .changeOne(
                        "DELETE FROM organization_members WHERE account_id = ? AND organization_id = ?",
                        member.account(),
                        member.organizationId());
    }

    /** Deletes the tags of something that is going, and whatever is attached to it. */
    static void forget(Session session, String resourceId) {
        var statements = session.statements();
        statements.change("DELETE FROM organization_tags WHERE resource_id = ?", resourceId);
        statements.change("DELETE FROM organization_attachments WHERE target_id = ?", resourceId);
    }

    @Override
    public void putTags(String organizationId, String resourceId, Map<String, String> tags) {
        touch();
        statements().change("DELETE FROM organization_tags WHERE resource_id = ?", resourceId);
        tags.forEach((key, value) ->
                statements().changeOne("""
                        INSERT INTO organization_tags
                            (organization_id, resource_id, tag_key, tag_value)
                        VALUES (?, ?, ?, ?)""", organizationId, resourceId, key, value));
    }

    private void touch() {
        session.touch(new Topic.Organizations());
    }

    private Statements statements() {
        return session.statements();
    }
}
