package dev.keyward.server.organizations.policy;

import dev.keyward.server.model.PolicyType;
import dev.keyward.server.organizations.common.OrganizationQuota;

/** How many policies there may be. */
final class PolicyQuota {

    private PolicyQuota() {}

    static OrganizationQuota ofOrganization(PolicyType type) {
        return switch (type) {
            case SERVICE_CONTROL_POLICY -> OrganizationQuota.SERVICE_CONTROL_POLICIES;
            case RESOURCE_CONTROL_POLICY -> OrganizationQuota.RESOURCE_CONTROL_POLICIES;
        };
    }

    static OrganizationQuota ofTarget(PolicyType type) {
        return switch (type) {
            case SERVICE_CONTROL_POLICY -> OrganizationQuota.SERVICE_CONTROL_POLICIES_OF_TARGET;
            case RESOURCE_CONTROL_POLICY -> OrganizationQuota.RESOURCE_CONTROL_POLICIES_OF_TARGET;
        };
    }
}
