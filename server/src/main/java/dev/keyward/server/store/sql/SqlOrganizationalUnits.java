package dev.keyward.server.store.sql;

import dev.keyward.server.model.OrganizationalUnit;
import dev.keyward.server.store.OrganizationalUnits;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The units of organizations in SQL. */
final class SqlOrganizationalUnits implements OrganizationalUnits.Writer {

    private static final String SELECT = """
            SELECT unit_id, organization_id, parent_id, name, created_nanos
            FROM organization_units""";

    private final Session session;

    SqlOrganizationalUnits(Session session) {
        this.session = session;
    }

    @Override
    public Optional<OrganizationalUnit> find(String id) {
        return statements().find(SELECT + " WHERE unit_id = ?", SqlOrganizationalUnits::read, id);
    }

    @Override
    public Optional<OrganizationalUnit> findByName(String parentId, String name) {
        return statements()
                .find(
                        SELECT + " WHERE parent_id = ? AND name = ?",
                        SqlOrganizationalUnits::read,
                        parentId,
                        name);
    }

    @Override
    public Page<OrganizationalUnit> under(String parentId, Page.Request page) {
        var rows = statements()
                .list(
                        SELECT + " WHERE parent_id = ? AND unit_id > ? ORDER BY unit_id LIMIT ?",
                        SqlOrganizationalUnits::read,
                        parentId,
                        Pages.after(page),
                        Pages.rows(page));
        return Pages.of(rows, page, OrganizationalUnit::id);
    }

    @Override
    public List<OrganizationalUnit> all(String organizationId) {
        return statements()
                .list(
                        SELECT + " WHERE organization_id = ? ORDER BY unit_id",
                        SqlOrganizationalUnits::read,
                        organizationId);
    }

    @Override
    public int count(String organizationId) {
        return statements()
                .find(
                        "SELECT count(*) FROM organization_units WHERE organization_id = ?",
                        Row::number,
                        organizationId)
                .orElseThrow();
    }

    private static OrganizationalUnit read(Row row) throws SQLException {
        return new OrganizationalUnit(
                row.text(), row.text(), row.text(), row.text(), row.instant());
    }

    @Override
    public void insert(OrganizationalUnit unit) {
        touch();
        statements()
                .changeOne(
                        """
                        INSERT INTO organization_units
                            (unit_id, organization_id, parent_id, name, created_nanos)
                        VALUES (?, ?, ?, ?, ?)""",
                        unit.id(),
                        unit.organizationId(),
                        unit.parentId(),
                        unit.name(),
                        unit.created());
    }

    @Override
    public void update(OrganizationalUnit unit) {
        touch();
        statements()
                .changeOne(
                        "UPDATE organization_units SET name = ? WHERE unit_id = ?",
                        unit.name(),
                        unit.id());
    }

    @Override
    public void delete(OrganizationalUnit unit) {
        touch();
        SqlOrganizations.forget(session, unit.id());
        statements().changeOne("DELETE FROM organization_units WHERE unit_id = ?", unit.id());
    }

    private void touch() {
        session.touch(new Topic.Organizations());
    }

    private Statements statements() {
        return session.statements();
    }
}
