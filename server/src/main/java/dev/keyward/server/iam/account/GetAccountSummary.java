package dev.keyward.server.iam.account;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** How much there is in the account, and how much there may be. */
final class GetAccountSummary implements Operation.Reading<Struct> {

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
        var account = call.account();
        var rootKeys = snapshot.accessKeys().ofRoot(account).size();
        var summary = Struct.builder()
                .put("Users", snapshot.users().count(account))
                .put("UsersQuota", Quota.USERS_PER_ACCOUNT.most())
                .put("Groups", snapshot.groups().count(account))
                .put("GroupsQuota", Quota.GROUPS_PER_ACCOUNT.most())
                .put("Roles", snapshot.roles().count(account))
                .put("RolesQuota", Quota.ROLES_PER_ACCOUNT.most())
                .put("Policies", snapshot.managedPolicies().count(account))
                .put("PoliciesQuota", Quota.POLICIES_PER_ACCOUNT.most())
                .put("AccessKeysPerUserQuota", Quota.ACCESS_KEYS_PER_USER.most())
                .put("GroupsPerUserQuota", Quota.GROUPS_PER_USER.most())
                .put("AttachedPoliciesPerUserQuota", Quota.POLICIES_PER_USER.most())
                .put("AttachedPoliciesPerGroupQuota", Quota.POLICIES_PER_GROUP.most())
                .put("AttachedPoliciesPerRoleQuota", Quota.POLICIES_PER_ROLE.most())
                .put("UserPolicySizeQuota", OwnerKind.USER.inlineSize())
                .put("GroupPolicySizeQuota", OwnerKind.GROUP.inlineSize())
                .put("RolePolicySizeQuota", OwnerKind.ROLE.inlineSize())
                .put("AssumeRolePolicySizeQuota", Quota.ACL_SIZE_PER_ROLE.most())
                .put("PolicySizeQuota", Quota.POLICY_SIZE.most())
                .put("VersionsPerPolicyQuota", Quota.VERSIONS_PER_POLICY.most())
                .put("AccountAccessKeysPresent", rootKeys > 0 ? 1 : 0)
                .put("AccountMFAEnabled", 0)
                .put("MFADevices", 0)
                .put("MFADevicesInUse", 0)
                .put("InstanceProfiles", 0)
                .put(
                        "Providers",
                        snapshot.samlProviders().count(account)
                                + snapshot.oidcProviders().count(account))
                .put("ServerCertificates", 0);
        return Struct.builder().put("SummaryMap", summary.build()).build();
    }
}
