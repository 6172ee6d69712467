package dev.keyward.server.organizations.policy;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.AwsOrganizationPolicies;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.OrganizationPolicy;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** The policy that a request's {@code PolicyId} names; whether it exists is another question. */
record PolicyRef(String id) {

    static PolicyRef read(Struct input) {
        return new PolicyRef(input.requiredText("PolicyId"));
    }

    Target target(String operation, Call call, Snapshot snapshot) {
        return OrganizationTargets.on(operation, id, key(call, snapshot), call, snapshot);
    }

    /** The type of the policy as a condition key, if there is such a policy. */
    ContextKeys key(Call call, Snapshot snapshot) {
        return Standing.find(call, snapshot)
                .flatMap(standing -> find(standing.organization(), snapshot))
                .map(policy -> PolicyTypes.key(policy.type().name()))
                .orElse(ContextKeys.empty());
    }

    private Optional<OrganizationPolicy> find(Organization organization, Snapshot snapshot) {
        return AwsOrganizationPolicies.findAny(organization.id(), id, snapshot);
    }

    /**
     * The policy.
     *
     * @throws ServiceException {@code PolicyNotFoundException}
     */
    OrganizationPolicy get(Organization organization, Snapshot snapshot) {
        return find(organization, snapshot)
                .orElseThrow(() -> OrganizationsError.POLICY_NOT_FOUND.because(
                        "You specified a policy that doesn't exist."));
    }

    /**
     * The policy, for an operation that changes it. Nobody may change those of AWS.
     *
     * @throws ServiceException {@code PolicyNotFoundException}; {@code InvalidInputException}
     */
    OrganizationPolicy getOwn(Organization organization, Snapshot snapshot) {
        var policy = get(organization, snapshot);
        if (policy.isOfAws()) {
            throw OrganizationsError.INVALID_INPUT.because(
                    "IMMUTABLE_POLICY",
                    "You specified a policy that is managed by AWS and can't be modified.");
        }
        return policy;
    }
}
