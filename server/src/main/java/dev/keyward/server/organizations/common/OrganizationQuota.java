package dev.keyward.server.organizations.common;

import dev.keyward.wire.ServiceException;

/**
 * How much of something an organization may have. These are AWS's values; they cannot be raised.
 *
 * <p>Source: Organizations User Guide, "Quotas and service limits for AWS Organizations".
 */
public enum OrganizationQuota {
    /** The most that AWS grants to those who ask; its default is 10. */
    ACCOUNTS(
            10_000,
            "ACCOUNT_NUMBER_LIMIT_EXCEEDED",
            "You have exceeded the allowed number of AWS accounts."),
    RESOURCE_CONTROL_POLICIES(
            1_000,
            "POLICY_NUMBER_LIMIT_EXCEEDED",
            "You have exceeded the number of policies that you can have in an organization."),
    RESOURCE_CONTROL_POLICIES_OF_TARGET(
            5,
            "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
            "You have attached the maximum number of policies to the specified target."),
    SERVICE_CONTROL_POLICIES(
            10_000,
            "POLICY_NUMBER_LIMIT_EXCEEDED",
            "You have exceeded the number of policies that you can have in an organization."),
    /** AWS had 5 until May 2026. */
    SERVICE_CONTROL_POLICIES_OF_TARGET(
            10,
            "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
            "You have attached the maximum number of policies to the specified target."),
    TAGS(
            50,
            "MAX_TAG_LIMIT_EXCEEDED",
            "You have exceeded the number of tags allowed on a resource."),
    UNITS(
            2_000,
            "OU_NUMBER_LIMIT_EXCEEDED",
            "You have exceeded the number of OUs that you can have in an organization."),
    UNIT_LEVELS(
            5,
            "OU_DEPTH_LIMIT_EXCEEDED",
            "You have exceeded the number of levels deep that you can nest OUs.");

    private final int most;
    private final String reason;
    private final String text;

    OrganizationQuota(int most, String reason, String text) {
        this.most = most;
        this.reason = reason;
        this.text = text;
    }

    public int most() {
        return most;
    }

    /**
     * Refuses what would be too much.
     *
     * @param count how much there would be
     * @throws ServiceException {@code ConstraintViolationException}
     */
    public void require(int count) {
        if (count > most) {
            throw OrganizationsError.CONSTRAINT_VIOLATION.because(reason, text);
        }
    }
}
