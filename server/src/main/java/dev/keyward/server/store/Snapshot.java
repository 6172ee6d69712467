package dev.keyward.server.store;

/** What is committed, table by table. Valid only inside the function that was given it. */
public interface Snapshot {

    /**
     * How often what {@code topic} covers has changed; equal numbers mean that nothing did. Inside a
     * transaction, for a topic that has uncommitted changes: a negative number that is never given
     * again.
     */
    long revision(Topic topic);

    Accounts accounts();

    Keys keys();

    Materials materials();

    LastUses lastUses();

    Aliases aliases();

    Grants grants();

    Users users();

    Groups groups();

    Roles roles();

    ManagedPolicies managedPolicies();

    InlinePolicies inlinePolicies();

    Attachments attachments();

    AccessKeys accessKeys();

    MfaDevices mfaDevices();

    InstanceProfiles instanceProfiles();

    AccountAliases accountAliases();

    DeletionTasks deletionTasks();

    LoginProfiles loginProfiles();

    PasswordPolicies passwordPolicies();

    SamlProviders samlProviders();

    OidcProviders oidcProviders();

    IamUses iamUses();

    LastAccessJobs lastAccessJobs();

    CredentialReports credentialReports();

    RegisteredServices registeredServices();

    Organizations organizations();

    OrganizationalUnits organizationalUnits();

    OrganizationPolicies organizationPolicies();

    AccountCreations accountCreations();

    OrganizationServices organizationServices();

    UploadedCredentials uploadedCredentials();

    ServerCertificates serverCertificates();

    VpcEndpoints vpcEndpoints();

    Hosts hosts();
}
