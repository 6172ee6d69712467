package dev.keyward.policy.decide;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision.Allow;
import dev.keyward.policy.decide.Decision.ExplicitDeny;
import dev.keyward.policy.decide.Decision.ImplicitDeny;

/**
 * Decides requests for what an account has and no policy of its own guards: users, roles, aliases, and
 * actions without a resource, such as creating or listing. An identity policy alone is enough. If the
 * resource does have a policy, that alone is enough too, unless it is another account's.
 *
 * <p>Source: IAM User Guide, "Policy evaluation for requests within a single account" and "Cross-account
 * policy evaluation logic".
 */
public final class AccountRule {

    private AccountRule() {}

    public static Decision decide(AuthorizationRequest request, Policies policies) {
        var found = Findings.of(request, policies);
        if (found.deny().isPresent()) {
            return ExplicitDeny.by(found.deny().get());
        }
        if (found.closedCeiling().isPresent()) {
            return ImplicitDeny.of(found.closedCeiling().get());
        }
        if (request.isForeign()) {
            return foreign(found);
        }
        if (found.direct().isPresent()) {
            return Allow.by(found.direct().get());
        }
        if (found.callerIsRoot()) {
            return Allow.by();
        }
        var allow = found.identity().or(found::capped);
        if (allow.isEmpty()) {
            return ImplicitDeny.of(PolicyKind.IDENTITY);
        }
        var cap = found.closedCap();
        return cap.isPresent() ? ImplicitDeny.of(cap.get()) : Allow.by(allow.get());
    }

    private static Decision foreign(Findings found) {
        if (found.identity().isEmpty() && !found.callerIsRoot()) {
            return ImplicitDeny.of(PolicyKind.IDENTITY);
        }
        if (found.closedCap().isPresent()) {
            return ImplicitDeny.of(found.closedCap().get());
        }
        if (found.resource().isEmpty()) {
            return ImplicitDeny.of(PolicyKind.KEY_POLICY);
        }
        return GuardedRule.allow(found.identity(), found.resource());
    }
}
