package dev.keyward.policy.decide;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision.Allow;
import dev.keyward.policy.decide.Decision.ImplicitDeny;
import dev.keyward.policy.match.RequestContext;

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
        var found = policies.findings();
        var context = found.context(request);
        var deny = found.deny(context);
        if (deny.isPresent()) {
            return deny.get();
        }
        var ceiling = found.closedCeiling(context);
        if (ceiling.isPresent()) {
            return ImplicitDeny.of(ceiling.get());
        }
        return request.isForeign() ? foreign(found, context) : own(found, context);
    }

    private static Decision own(Findings found, RequestContext context) {
        var named = found.resource(context);
        var direct = named.direct();
        if (direct.isPresent()) {
            return direct.get();
        }
        if (context.isOfRoot()) {
            return Allow.by();
        }
        var allow = found.identity(context).or(named::capped);
        if (allow.isEmpty()) {
            return ImplicitDeny.of(PolicyKind.IDENTITY);
        }
        var cap = found.closedCap(context);
        return cap.isPresent() ? ImplicitDeny.of(cap.get()) : allow.get();
    }

    private static Decision foreign(Findings found, RequestContext context) {
        var identity = found.identity(context);
        if (identity.isEmpty() && !context.isOfRoot()) {
            return ImplicitDeny.of(PolicyKind.IDENTITY);
        }
        var cap = found.closedCap(context);
        if (cap.isPresent()) {
            return ImplicitDeny.of(cap.get());
        }
        var resource = found.resource(context).decision();
        if (resource.isEmpty()) {
            return ImplicitDeny.of(PolicyKind.KEY_POLICY);
        }
        return identity.isPresent() ? found.both(identity.get(), resource.get()) : resource.get();
    }
}
