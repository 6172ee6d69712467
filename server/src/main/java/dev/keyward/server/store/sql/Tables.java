package dev.keyward.server.store.sql;

import dev.keyward.server.store.AccessKeys;
import dev.keyward.server.store.AccountAliases;
import dev.keyward.server.store.AccountCreations;
import dev.keyward.server.store.Accounts;
import dev.keyward.server.store.Aliases;
import dev.keyward.server.store.Attachments;
import dev.keyward.server.store.CredentialReports;
import dev.keyward.server.store.DeletionTasks;
import dev.keyward.server.store.Grants;
import dev.keyward.server.store.Groups;
import dev.keyward.server.store.Hosts;
import dev.keyward.server.store.IamUses;
import dev.keyward.server.store.InlinePolicies;
import dev.keyward.server.store.InstanceProfiles;
import dev.keyward.server.store.Keys;
import dev.keyward.server.store.LastAccessJobs;
import dev.keyward.server.store.LastUses;
import dev.keyward.server.store.LoginProfiles;
import dev.keyward.server.store.ManagedPolicies;
import dev.keyward.server.store.Materials;
import dev.keyward.server.store.MfaDevices;
import dev.keyward.server.store.OidcProviders;
import dev.keyward.server.store.OrganizationPolicies;
import dev.keyward.server.store.OrganizationServices;
import dev.keyward.server.store.OrganizationalUnits;
import dev.keyward.server.store.Organizations;
import dev.keyward.server.store.PasswordPolicies;
import dev.keyward.server.store.RegisteredServices;
import dev.keyward.server.store.Roles;
import dev.keyward.server.store.SamlProviders;
import dev.keyward.server.store.ServerCertificates;
import dev.keyward.server.store.Topic;
import dev.keyward.server.store.Transaction;
import dev.keyward.server.store.UploadedCredentials;
import dev.keyward.server.store.Users;
import dev.keyward.server.store.VpcEndpoints;

/**
 * All tables over one session. A read is handed this as a {@link
 * dev.keyward.server.store.Snapshot}; its session refuses writes.
 */
record Tables(Session session, Caches caches) implements Transaction {

    @Override
    public long revision(Topic topic) {
        return session.revision(topic);
    }

    @Override
    public Accounts.Writer accounts() {
        return new SqlAccounts(session);
    }

    @Override
    public Keys.Writer keys() {
        return new SqlKeys(this);
    }

    @Override
    public Materials.Writer materials() {
        return new SqlMaterials(this);
    }

    @Override
    public LastUses.Writer lastUses() {
        return new SqlLastUses(session);
    }

    @Override
    public Aliases.Writer aliases() {
        return new SqlAliases(this);
    }

    @Override
    public Grants.Writer grants() {
        return new SqlGrants(this);
    }

    @Override
    public Users.Writer users() {
        return new SqlUsers(this);
    }

    @Override
    public Groups.Writer groups() {
        return new SqlGroups(this);
    }

    @Override
    public Roles.Writer roles() {
        return new SqlRoles(this);
    }

    @Override
    public ManagedPolicies.Writer managedPolicies() {
        return new SqlManagedPolicies(session);
    }

    @Override
    public InlinePolicies.Writer inlinePolicies() {
        return new SqlInlinePolicies(session);
    }

    @Override
    public Attachments.Writer attachments() {
        return new SqlAttachments(this);
    }

    @Override
    public AccessKeys.Writer accessKeys() {
        return new SqlAccessKeys(this);
    }

    @Override
    public OidcProviders.Writer oidcProviders() {
        return new SqlOidcProviders(session);
    }

    @Override
    public MfaDevices.Writer mfaDevices() {
        return new SqlMfaDevices(session);
    }

    @Override
    public InstanceProfiles.Writer instanceProfiles() {
        return new SqlInstanceProfiles(session);
    }

    @Override
    public AccountAliases.Writer accountAliases() {
        return new SqlAccountAliases(session);
    }

    @Override
    public DeletionTasks.Writer deletionTasks() {
        return new SqlDeletionTasks(session);
    }

    @Override
    public LoginProfiles.Writer loginProfiles() {
        return new SqlLoginProfiles(session);
    }

    @Override
    public PasswordPolicies.Writer passwordPolicies() {
        return new SqlPasswordPolicies(session);
    }

    @Override
    public SamlProviders.Writer samlProviders() {
        return new SqlSamlProviders(session);
    }

    @Override
    public IamUses.Writer iamUses() {
        return new SqlIamUses(session);
    }

    @Override
    public LastAccessJobs.Writer lastAccessJobs() {
        return new SqlLastAccessJobs(session);
    }

    @Override
    public CredentialReports.Writer credentialReports() {
        return new SqlCredentialReports(session);
    }

    @Override
    public RegisteredServices.Writer registeredServices() {
        return new SqlRegisteredServices(session);
    }

    @Override
    public Organizations.Writer organizations() {
        return new SqlOrganizations(session);
    }

    @Override
    public OrganizationalUnits.Writer organizationalUnits() {
        return new SqlOrganizationalUnits(session);
    }

    @Override
    public OrganizationPolicies.Writer organizationPolicies() {
        return new SqlOrganizationPolicies(session);
    }

    @Override
    public OrganizationServices.Writer organizationServices() {
        return new SqlOrganizationServices(session);
    }

    @Override
    public AccountCreations.Writer accountCreations() {
        return new SqlAccountCreations(session);
    }

    @Override
    public UploadedCredentials.Writer uploadedCredentials() {
        return new SqlUploadedCredentials(session);
    }

    @Override
    public ServerCertificates.Writer serverCertificates() {
        return new SqlServerCertificates(session);
    }

    @Override
    public VpcEndpoints.Writer vpcEndpoints() {
        return new SqlVpcEndpoints(this);
    }

    @Override
    public Hosts.Writer hosts() {
        return new SqlHosts(session);
    }
}
