package dev.keyward.server.organizations.policy;

import dev.keyward.server.organizations.common.OrganizationIds;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class PolicyOperations {

    private PolicyOperations() {}

    public static List<Operation<?>> all(OrganizationIds ids, Paging paging) {
        return List.of(
                new AttachPolicy(),
                new CreatePolicy(ids),
                new DeletePolicy(),
                new DescribeEffectivePolicy(),
                new DescribePolicy(),
                new DetachPolicy(),
                new DisablePolicyType(),
                new EnablePolicyType(),
                new ListPolicies(paging),
                new ListPoliciesForTarget(paging),
                new ListTargetsForPolicy(paging),
                new UpdatePolicy());
    }
}
