package dev.keyward.server.authorize;

import dev.keyward.policy.Arn;
import dev.keyward.server.model.PolicyVersion;
import dev.keyward.server.store.Snapshot;

import java.util.Optional;

/** Finds the versions of managed policies that are in force, AWS's own and those of accounts. */
public final class ManagedVersions {

    private ManagedVersions() {}

    /** The version in force of the policy with that ARN; empty if there is no such policy. */
    public static Optional<PolicyVersion> inForce(Arn arn, Snapshot snapshot) {
        if (arn.account().equals(AwsManagedPolicies.ACCOUNT)) {
            return AwsManagedPolicies.defaultVersion(arn);
        }
        var policies = snapshot.managedPolicies();
        return policies.find(arn)
                .flatMap(policy -> policies.findVersion(arn, policy.defaultVersionId()));
    }
}
