package dev.keyward.server.store;

/** A snapshot that can be written to; its reads see its own writes. */
public interface Transaction extends Snapshot {

    @Override
    Accounts.Writer accounts();

    @Override
    Keys.Writer keys();

    @Override
    Materials.Writer materials();

    @Override
    LastUses.Writer lastUses();

    @Override
    Aliases.Writer aliases();

    @Override
    Grants.Writer grants();

    @Override
    Users.Writer users();

    @Override
    Groups.Writer groups();

    @Override
    Roles.Writer roles();

    @Override
    ManagedPolicies.Writer managedPolicies();

    @Override
    InlinePolicies.Writer inlinePolicies();

    @Override
    Attachments.Writer attachments();

    @Override
    AccessKeys.Writer accessKeys();

    @Override
    MfaDevices.Writer mfaDevices();

    @Override
    InstanceProfiles.Writer instanceProfiles();

    @Override
    AccountAliases.Writer accountAliases();

    @Override
    DeletionTasks.Writer deletionTasks();

    @Override
    LoginProfiles.Writer loginProfiles();

    @Override
    PasswordPolicies.Writer passwordPolicies();

    @Override
    SamlProviders.Writer samlProviders();

    @Override
    OidcProviders.Writer oidcProviders();

    @Override
    IamUses.Writer iamUses();

    @Override
    LastAccessJobs.Writer lastAccessJobs();

    @Override
    CredentialReports.Writer credentialReports();

    @Override
    RegisteredServices.Writer registeredServices();

    @Override
    Organizations.Writer organizations();

    @Override
    OrganizationalUnits.Writer organizationalUnits();

    @Override
    OrganizationPolicies.Writer organizationPolicies();

    @Override
    AccountCreations.Writer accountCreations();

    @Override
    OrganizationServices.Writer organizationServices();

    @Override
    UploadedCredentials.Writer uploadedCredentials();

    @Override
    ServerCertificates.Writer serverCertificates();

    @Override
    VpcEndpoints.Writer vpcEndpoints();

    @Override
    Hosts.Writer hosts();
}
