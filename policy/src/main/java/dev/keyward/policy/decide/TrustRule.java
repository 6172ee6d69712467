package dev.keyward.policy.decide;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;

/**
 * Decides requests for a session of a role: {@code sts:AssumeRole} and what goes with it, each action on
 * its own. The role's trust policy must name the caller, or hand the decision to the caller's account;
 * an identity policy alone is never enough.
 *
 * <p>Source: IAM User Guide, "Granting a user permissions to switch roles" and "Roles terms and concepts".
 */
public final class TrustRule {

    private TrustRule() {}

    public static Decision decide(AuthorizationRequest request, Policies policies) {
        var found = Findings.of(request, policies);
        var rule = new GuardedRule(PolicyKind.TRUST, found, GrantFindings.none());
        return request.isForeign() ? rule.decideForeign() : rule.decideOwn();
    }
}
