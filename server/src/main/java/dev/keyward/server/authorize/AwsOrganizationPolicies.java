package dev.keyward.server.authorize;

import dev.keyward.policy.Arn;
import dev.keyward.server.model.OrganizationPolicy;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.store.Snapshot;

import java.util.Arrays;
import java.util.Optional;

/**
 * The policies of organizations that AWS maintains: one of each type, which lets everything pass. Nobody
 * can change them.
 *
 * <p>Source: Organizations User Guide, "AWS managed policies available for use with AWS Organizations".
 */
public final class AwsOrganizationPolicies {

    private static final OrganizationPolicy FULL_ACCESS = of(
            PolicyType.SERVICE_CONTROL_POLICY,
            "FullAWSAccess",
            "Allows access to every operation",
            """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": "*",
                  "Resource": "*"
                }
              ]
            }""");

    private static final OrganizationPolicy FULL_ACCESS_TO_RESOURCES = of(
            PolicyType.RESOURCE_CONTROL_POLICY,
            "RCPFullAWSAccess",
            "Allows access to every resource",
            """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Principal": "*",
                  "Action": "*",
                  "Resource": "*"
                }
              ]
            }""");

    private AwsOrganizationPolicies() {}

    private static OrganizationPolicy of(
            PolicyType type, String name, String description, String content) {
        var id = "p-" + name;
        var arn = new Arn(
                "aws",
                "organizations",
                "",
                OrganizationPolicy.AWS,
                "policy/" + type.inArns() + "/" + id);
        return new OrganizationPolicy(arn, id, type, name, description, content);
    }

    /** The policy of a type that lets everything pass, and that everything has to begin with. */
    public static OrganizationPolicy fullAccess(PolicyType type) {
        return switch (type) {
            case RESOURCE_CONTROL_POLICY -> FULL_ACCESS_TO_RESOURCES;
            case SERVICE_CONTROL_POLICY -> FULL_ACCESS;
        };
    }

    /** The policy of that id, of AWS or of the organization. */
    public static Optional<OrganizationPolicy> findAny(
            String organizationId, String policyId, Snapshot snapshot) {
        return Arrays.stream(PolicyType.values())
                .map(AwsOrganizationPolicies::fullAccess)
                .filter(policy -> policy.id().equals(policyId))
                .findFirst()
                .or(() -> snapshot.organizationPolicies().find(organizationId, policyId));
    }
}
