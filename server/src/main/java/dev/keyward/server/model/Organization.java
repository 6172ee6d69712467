package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * An organization of accounts with its one root.
 *
 * @param id {@code o-...}
 * @param managementAccount the account that made it and that none of its policies limits
 * @param rootId {@code r-...}
 * @param enabled the types of policies that may be attached, and that count
 *
 * <p>Source: Organizations User Guide, "Terminology and concepts for AWS Organizations".
 */
public record Organization(
        String id,
        AccountId managementAccount,
        String rootId,
        FeatureSet features,
        Set<PolicyType> enabled,
        Instant created) {

    public enum FeatureSet {
        ALL,
        /** No policies. */
        CONSOLIDATED_BILLING
    }

    public Organization {
        enabled = Collections.unmodifiableSet(new TreeSet<>(enabled));
    }

    public Organization enabling(Set<PolicyType> types) {
        return new Organization(id, managementAccount, rootId, features, types, created);
    }

    public Arn arn() {
        return ofManagement("organization/" + id);
    }

    /** The ARN of a root, be it this organization's or none. */
    public Arn rootArn(String root) {
        return ofManagement("root/" + id + "/" + root);
    }

    public Arn unitArn(String unitId) {
        return ofManagement("ou/" + id + "/" + unitId);
    }

    public Arn accountArn(AccountId account) {
        return ofManagement("account/" + id + "/" + account);
    }

    public Arn policyArn(PolicyType type, String policyId) {
        return ofManagement("policy/" + id + "/" + type.inArns() + "/" + policyId);
    }

    /** What stands for the ARN of a policy that has no id yet; {@code type} as it stands in ARNs. */
    public Arn newPolicyArn(String type) {
        return ofManagement("policy/" + id + "/" + type + "/*");
    }

    private Arn ofManagement(String resource) {
        return new Arn("aws", "organizations", "", managementAccount.value(), resource);
    }
}
