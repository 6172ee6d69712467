package dev.keyward.server.iam.common;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.SizeLimit;
import dev.keyward.wire.ServiceException;

/**
 * How much of something IAM lets there be. These are AWS's default values; they cannot be raised.
 *
 * <p>Source: IAM User Guide, "IAM and AWS STS quotas".
 */
public enum Quota {
    ACCESS_KEYS_PER_USER("AccessKeysPerUser", 2),
    ACL_SIZE_PER_ROLE("ACLSizePerRole", SizeLimit.of(PolicyKind.TRUST).most()),
    CLIENT_IDS_PER_OIDC_PROVIDER("ClientIdsPerOpenIdConnectProvider", 100),
    GROUPS_PER_ACCOUNT("GroupsPerAccount", 300),
    GROUPS_PER_USER("GroupsPerUser", 10),
    KEYS_PER_SAML_PROVIDER("KeysPerSAMLProvider", 10),
    OIDC_PROVIDERS_PER_ACCOUNT("OpenIDConnectProvidersPerAccount", 100),
    INSTANCE_PROFILES_PER_ACCOUNT("InstanceProfilesPerAccount", 1_000),
    MFA_DEVICES_PER_ACCOUNT("MFADevicesPerAccount", 5_000),
    MFA_DEVICES_PER_USER("MFADevicesPerUser", 8),
    POLICIES_PER_ACCOUNT("PoliciesPerAccount", 1_500),
    POLICIES_PER_GROUP("PoliciesPerGroup", 10),
    POLICIES_PER_ROLE("PoliciesPerRole", 10),
    POLICIES_PER_USER("PoliciesPerUser", 10),
    POLICY_SIZE("PolicySize", SizeLimit.ofManaged().most()),
    ROLES_PER_INSTANCE_PROFILE("InstanceSessionsPerInstanceProfile", 1),
    ROLES_PER_ACCOUNT("RolesPerAccount", 1_000),
    SAML_PROVIDERS_PER_ACCOUNT("SAMLProvidersPerAccount", 100),
    SERVER_CERTIFICATES_PER_ACCOUNT("ServerCertificatesPerAccount", 20),
    SIGNING_CERTIFICATES_PER_USER("SigningCertificatesPerUser", 2),
    SSH_PUBLIC_KEYS_PER_USER("SSHPublicKeysPerUser", 5),
    TAGS_PER_OIDC_PROVIDER("TagsPerOpenIDConnectProvider", 50),
    TAGS_PER_INSTANCE_PROFILE("TagsPerInstanceProfile", 50),
    TAGS_PER_MFA_DEVICE("TagsPerMFADevice", 50),
    TAGS_PER_POLICY("TagsPerPolicy", 50),
    TAGS_PER_ROLE("TagsPerRole", 50),
    TAGS_PER_SAML_PROVIDER("TagsPerSAMLProvider", 50),
    TAGS_PER_SERVER_CERTIFICATE("TagsPerServerCertificate", 50),
    TAGS_PER_USER("TagsPerUser", 50),
    USERS_PER_ACCOUNT("UsersPerAccount", 5_000),
    /** Exceeding it has a text of its own. */
    VERSIONS_PER_POLICY("VersionsPerPolicy", 5);

    private final String awsName;
    private final int most;

    Quota(String awsName, int most) {
        this.awsName = awsName;
        this.most = most;
    }

    public int most() {
        return most;
    }

    /**
     * Refuses what would be too much.
     *
     * @param count how much there would be
     * @throws ServiceException {@code LimitExceeded}
     */
    public void require(int count) {
        if (count > most) {
            throw IamError.LIMIT_EXCEEDED.because(
                    "Cannot exceed quota for " + awsName + ": " + most);
        }
    }
}
