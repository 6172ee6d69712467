package dev.keyward.policy.decide;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;

/**
 * Decides requests for a KMS key. Unlike for other resources, an identity policy alone is never enough,
 * and neither is being the root user: the key policy must name the caller, or hand the decision to the
 * caller's account, or a grant must stand in for both.
 *
 * <p>Source: KMS Developer Guide, "Troubleshooting key access" and "Allowing users in other accounts to use
 * a KMS key".
 */
public final class KeyRule {

    private KeyRule() {}

    /**
     * The decision on a key, of the caller's account or another.
     */
    public static Decision decide(AuthorizationRequest request, Policies policies, KeyTerms terms) {
        var found = policies.findings();
        var context = found.context(request);
        if (!request.isForeign()) {
            return GuardedRule.decideOwn(PolicyKind.KEY_POLICY, context, found, terms);
        }
        return switch (terms.reach()) {
            case ANY_ACCOUNT ->
                GuardedRule.decideForeign(PolicyKind.KEY_POLICY, context, found, terms);
            case OWN_ACCOUNT ->
                GuardedRule.decideUnreachable(PolicyKind.KEY_POLICY, context, found, terms);
        };
    }

    /**
     * The refusal of a key that does not exist, in the words for one that is another account's, so that
     * nobody learns which is the case. Only the caller's side of {@code policies} counts.
     */
    public static Decision decideUnknown(AuthorizationRequest request, Policies policies) {
        var terms = KeyTerms.of(KeyTerms.Reach.ANY_ACCOUNT);
        var found = policies.findings();
        return GuardedRule.decideUnreachable(
                PolicyKind.KEY_POLICY, found.context(request), found, terms);
    }
}
