package dev.keyward.server.iam.account;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.model.UploadedCredential;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.MfaDevices.Use;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** How much there is in the account, and how much there may be. */
final class GetAccountSummary implements Operation.Reading<Struct> {

    private static final int POLICY_VERSIONS_IN_USE = 10_000;

    /** Tokens of every endpoint are good in every Region, as those of version 2 are. */
    private static final int TOKEN_VERSION = 2;

    @Override
    public String name() {
        return "GetAccountSummary";
    }

    @Override
    public Struct read(Struct input) {
        return input;
    }

    @Override
    public List<Target> targets(Struct request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Struct request, Call call, List<Target> targets, Snapshot snapshot) {
        var summary = Struct.builder();
        putCounts(summary, call.account(), snapshot);
        putQuotas(summary);
        putRoot(summary, call.account(), snapshot);
        return Struct.builder().put("SummaryMap", summary.build()).build();
    }

    private static void putCounts(Struct.Builder summary, AccountId account, Snapshot snapshot) {
        summary.put("Users", snapshot.users().count(account))
                .put("Groups", snapshot.groups().count(account))
                .put("Roles", snapshot.roles().count(account))
                .put("Policies", snapshot.managedPolicies().count(account))
                .put("PolicyVersionsInUse", snapshot.managedPolicies().countVersions(account))
                .put("ServerCertificates", snapshot.serverCertificates().count(account))
                .put("InstanceProfiles", snapshot.instanceProfiles().count(account))
                .put("MFADevices", snapshot.mfaDevices().count(account, Use.ANY))
                .put("MFADevicesInUse", snapshot.mfaDevices().count(account, Use.ENABLED))
                .put(
                        "Providers",
                        snapshot.samlProviders().count(account)
                                + snapshot.oidcProviders().count(account));
    }

    private static void putQuotas(Struct.Builder summary) {
        summary.put("UsersQuota", Quota.USERS_PER_ACCOUNT.most())
                .put("GroupsQuota", Quota.GROUPS_PER_ACCOUNT.most())
                .put("RolesQuota", Quota.ROLES_PER_ACCOUNT.most())
                .put("PoliciesQuota", Quota.POLICIES_PER_ACCOUNT.most())
                .put("PolicyVersionsInUseQuota", POLICY_VERSIONS_IN_USE)
                .put("ServerCertificatesQuota", Quota.SERVER_CERTIFICATES_PER_ACCOUNT.most())
                .put("InstanceProfilesQuota", Quota.INSTANCE_PROFILES_PER_ACCOUNT.most())
                .put("AccessKeysPerUserQuota", Quota.ACCESS_KEYS_PER_USER.most())
                .put("GroupsPerUserQuota", Quota.GROUPS_PER_USER.most())
                .put("SigningCertificatesPerUserQuota", Quota.SIGNING_CERTIFICATES_PER_USER.most())
                .put("AttachedPoliciesPerUserQuota", Quota.POLICIES_PER_USER.most())
                .put("AttachedPoliciesPerGroupQuota", Quota.POLICIES_PER_GROUP.most())
                .put("AttachedPoliciesPerRoleQuota", Quota.POLICIES_PER_ROLE.most())
                .put("UserPolicySizeQuota", OwnerKind.USER.inlineSize())
                .put("GroupPolicySizeQuota", OwnerKind.GROUP.inlineSize())
                .put("RolePolicySizeQuota", OwnerKind.ROLE.inlineSize())
                .put("AssumeRolePolicySizeQuota", Quota.ACL_SIZE_PER_ROLE.most())
                .put("PolicySizeQuota", Quota.POLICY_SIZE.most())
                .put("VersionsPerPolicyQuota", Quota.VERSIONS_PER_POLICY.most());
    }

    private static void putRoot(Struct.Builder summary, AccountId account, Snapshot snapshot) {
        var keys = snapshot.accessKeys().ofRoot(account);
        var devices = snapshot.mfaDevices().of(account, Optional.empty());
        var certificates = snapshot.uploadedCredentials()
                .ofRoot(UploadedCredential.Kind.SIGNING_CERTIFICATE, account);
        summary.put("AccountAccessKeysPresent", keys.isEmpty() ? 0 : 1)
                .put("AccountSigningCertificatesPresent", certificates.isEmpty() ? 0 : 1)
                .put("AccountMFAEnabled", devices.isEmpty() ? 0 : 1)
                .put("AccountPasswordPresent", 0)
                .put("GlobalEndpointTokenVersion", TOKEN_VERSION);
    }
}
