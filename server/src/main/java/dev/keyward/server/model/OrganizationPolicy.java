package dev.keyward.server.model;

import dev.keyward.policy.Arn;

/**
 * A policy of an organization, or one that AWS maintains and that every organization has.
 *
 * @param id {@code p-...}
 */
public record OrganizationPolicy(
        Arn arn, String id, PolicyType type, String name, String description, String content) {

    /** What stands in the ARN of a policy of AWS where others have an account. */
    public static final String AWS = "aws";

    public boolean isOfAws() {
        return arn.account().equals(AWS);
    }

    /** The same policy with all of it that can be changed. */
    public OrganizationPolicy saying(String newName, String newDescription, String newContent) {
        return new OrganizationPolicy(arn, id, type, newName, newDescription, newContent);
    }
}
