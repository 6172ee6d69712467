package dev.keyward.server.organizations.policy;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.wire.ServiceException;

import java.util.Arrays;
import java.util.Optional;

/** Types of policies in requests. AWS has more of them than are enforced here. */
final class PolicyTypes {

    private PolicyTypes() {}

    /** The type of that name; empty if it is one that is not enforced here. */
    static Optional<PolicyType> find(String name) {
        return Arrays.stream(PolicyType.values())
                .filter(type -> type.name().equals(name))
                .findFirst();
    }

    /**
     * The type of that name, for what only types that are enforced can do.
     *
     * @throws ServiceException {@code PolicyTypeNotAvailableForOrganizationException}
     */
    static PolicyType require(String name, Organization organization) {
        var type = find(name)
                .orElseThrow(() -> OrganizationsError.POLICY_TYPE_NOT_AVAILABLE.because(
                        "Keyward enforces no policies of the type " + name));
        return switch (organization.features()) {
            case ALL -> type;
            case CONSOLIDATED_BILLING ->
                throw OrganizationsError.POLICY_TYPE_NOT_AVAILABLE.because(
                        "You can't use the specified policy type with the feature set currently"
                                + " enabled for this organization.");
        };
    }

    /** The condition key of requests that are about a type. */
    static ContextKeys key(String name) {
        return ContextKeys.builder().single("organizations:PolicyType", name).build();
    }
}
