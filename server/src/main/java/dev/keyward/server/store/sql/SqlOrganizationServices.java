package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Delegation;
import dev.keyward.server.model.TrustedService;
import dev.keyward.server.store.OrganizationServices;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.List;

/** Trusted services and delegated administrators in SQL. */
final class SqlOrganizationServices implements OrganizationServices.Writer {

    private static final String SELECT_TRUSTED = """
            SELECT organization_id, service_principal, enabled_nanos FROM organization_services
            WHERE organization_id = ?""";

    private static final String SELECT_DELEGATIONS = """
            SELECT account_id, organization_id, service_principal, enabled_nanos
            FROM organization_delegations""";

    private final Session session;

    SqlOrganizationServices(Session session) {
        this.session = session;
    }

    @Override
    public Page<TrustedService> trusted(String organizationId, Page.Request page) {
        var rows = statements()
                .list(
                        SELECT_TRUSTED
                                + " AND service_principal > ? ORDER BY service_principal LIMIT ?",
                        SqlOrganizationServices::readTrusted,
                        organizationId,
                        Pages.after(page),
                        Pages.rows(page));
        return Pages.of(rows, page, TrustedService::servicePrincipal);
    }

    @Override
    public boolean isTrusted(String organizationId, String servicePrincipal) {
        return statements()
                .find(
                        SELECT_TRUSTED + " AND service_principal = ?",
                        SqlOrganizationServices::readTrusted,
                        organizationId,
                        servicePrincipal)
                .isPresent();
    }

    private static TrustedService readTrusted(Row row) throws SQLException {
        return new TrustedService(row.text(), row.text(), row.instant());
    }

    @Override
    public List<Delegation> delegationsTo(AccountId account) {
        return statements()
                .list(
                        SELECT_DELEGATIONS + " WHERE account_id = ? ORDER BY service_principal",
                        SqlOrganizationServices::readDelegation,
                        account);
    }

    @Override
    public List<Delegation> delegations(String organizationId) {
        return statements()
                .list(
                        SELECT_DELEGATIONS
                                + " WHERE organization_id = ? ORDER BY account_id, service_principal",
                        SqlOrganizationServices::readDelegation,
                        organizationId);
    }

    private static Delegation readDelegation(Row row) throws SQLException {
        return new Delegation(row.account(), row.text(), row.text(), row.instant());
    }

    @Override
    public void trust(TrustedService service) {
        touch();
        statements()
                .change(
                        """
                        INSERT INTO organization_services
                            (organization_id, service_principal, enabled_nanos)
                        VALUES (?, ?, ?)
                        ON CONFLICT (organization_id, service_principal) DO NOTHING""",
                        service.organizationId(),
                        service.servicePrincipal(),
                        service.enabled());
    }

    @Override
    public void distrust(String organizationId, String servicePrincipal) {
        touch();
        statements().change("""
                        DELETE FROM organization_services
                        WHERE organization_id = ? AND service_principal = ?""", organizationId, servicePrincipal);
    }

    @Override
    public void delegate(Delegation delegation) {
        touch();
        statements()
                .changeOne(
                        """
                        INSERT INTO organization_delegations
                            (account_id, organization_id, service_principal, enabled_nanos)
                        VALUES (?, ?, ?, ?)""",
                        delegation.account(),
                        delegation.organizationId(),
                        delegation.servicePrincipal(),
                        delegation.enabled());
    }

    @Override
    public void revoke(Delegation delegation) {
        touch();
        statements().changeOne("""
                        DELETE FROM organization_delegations
                        WHERE account_id = ? AND service_principal = ?""", delegation.account(), delegation.servicePrincipal());
    }

    private void touch() {
        session.touch(new Topic.Organizations());
    }

    private Statements statements() {
        return session.statements();
    }
}
