package dev.keyward.server.organizations.policy;

import dev.keyward.policy.match.LanguageVersion;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.policy.parse.SizeLimit;
import dev.keyward.server.authorize.AwsOrganizationPolicies;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

/**
 * What Organizations asks of a policy before it keeps it.
 *
 * <p>Source: Organizations User Guide, "SCP syntax" and "RCP syntax".
 */
final class PolicyContents {

    private PolicyContents() {}

    /**
     * Refuses what cannot be a policy of that type.
     *
     * @throws ServiceException {@code ConstraintViolationException} if it is too large; {@code
     *     MalformedPolicyDocumentException}
     */
    static void require(PolicyType type, String content) {
        if (SizeLimit.of(type.kind()).problem(content).isPresent()) {
            throw OrganizationsError.CONSTRAINT_VIOLATION.because(
                    "POLICY_CONTENT_LIMIT_EXCEEDED", "You have exceeded the maximum policy size.");
        }
        try {
            var document = PolicyDocument.parse(content, type.kind());
            if (document.version() != LanguageVersion.V2012) {
                throw malformed();
            }
        } catch (PolicyException _) {
            throw malformed();
        }
    }

    private static ServiceException malformed() {
        return OrganizationsError.MALFORMED_POLICY_DOCUMENT.because(
                "The provided policy document does not meet the requirements of the specified"
                        + " policy type.");
    }

    /**
     * Refuses a name that another policy of the type has.
     *
     * @throws ServiceException {@code DuplicatePolicyException}
     */
    static void requireFree(
            Organization organization, PolicyType type, String name, Snapshot snapshot) {
        var isTaken = AwsOrganizationPolicies.fullAccess(type).name().equals(name)
                || snapshot.organizationPolicies()
                        .findByName(organization.id(), type, name)
                        .isPresent();
        if (isTaken) {
            throw OrganizationsError.DUPLICATE_POLICY.because(
                    "A policy with the same name already exists.");
        }
    }
}
