package dev.keyward.server.iam.managedpolicy;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.AwsManagedPolicies;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.store.Attachments;

import java.util.List;

/**
 * Who of one account has which managed policies. All accounts share the policies of AWS, and none
 * learns what another does with them.
 */
public record PolicyUsage(AccountId account, Attachments attachments) {

    /** Everyone that a policy is attached to. */
    public List<PolicyOwner> attached(Arn policy) {
        return ofAccount(attachments.ownersOf(policy));
    }

    /** Everyone that a policy bounds. */
    public List<PolicyOwner> bounded(Arn policy) {
        return ofAccount(attachments.boundedBy(policy));
    }

    private List<PolicyOwner> ofAccount(List<PolicyOwner> owners) {
        return owners.stream().filter(owner -> owner.account().equals(account)).toList();
    }

    /** How many a policy is attached to. */
    public int countAttached(Arn policy) {
        return isShared(policy) ? attached(policy).size() : attachments.countOwners(policy);
    }

    /** How many a policy bounds. */
    public int countBounded(Arn policy) {
        return isShared(policy) ? bounded(policy).size() : attachments.countBounded(policy);
    }

    private static boolean isShared(Arn policy) {
        return policy.account().equals(AwsManagedPolicies.ACCOUNT);
    }
}
