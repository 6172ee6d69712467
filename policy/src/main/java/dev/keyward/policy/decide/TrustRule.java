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
        var found = policies.findings();
        var context = found.context(request);
        var terms = KeyTerms.of(KeyTerms.Reach.ANY_ACCOUNT);
        return request.isForeign()
                ? GuardedRule.decideForeign(PolicyKind.TRUST, context, found, terms)
                : GuardedRule.decideOwn(PolicyKind.TRUST, context, found, terms);
    }
}
