package dev.keyward.policy.decide;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision.Allow;
import dev.keyward.policy.decide.Decision.ExplicitDeny;
import dev.keyward.policy.decide.Decision.ImplicitDeny;
import dev.keyward.policy.decide.Decision.Told;
import dev.keyward.policy.match.RequestContext;

import java.util.Optional;

/**
 * The rule for a resource that its own policy guards, so that nothing else lets anybody in: a key, with
 * its grants, or a role. The same in words is in {@link KeyRule} and {@link TrustRule}. In each, {@code
 * guard} is the kind of the resource's own policy.
 */
final class GuardedRule {

    private GuardedRule() {}

    /** The caller is of the resource's account. */
    static Decision decideOwn(
            PolicyKind guard, RequestContext context, Findings found, KeyTerms terms) {
        var deny = found.deny(context);
        if (deny.isPresent()) {
            return deny.get();
        }
        var ceiling = found.closedCeiling(context);
        if (ceiling.isPresent()) {
            return ImplicitDeny.of(ceiling.get());
        }
        // Whoever is named in person needs nothing else, and no boundary or session policy caps it.
        var named = found.resource(context);
        var direct = named.direct();
        if (direct.isEmpty()) {
            direct = GrantFindings.direct(context, terms);
        }
        if (direct.isPresent()) {
            return direct.get();
        }
        var delegated = named.delegated();
        if (delegated.isEmpty()) {
            delegated = GrantFindings.delegated(context, terms);
        }
        if (delegated.isPresent() && context.isOfRoot()) {
            return delegated.get();
        }
        var allow = named.capped();
        if (allow.isEmpty()) {
            allow = GrantFindings.capped(context, terms);
        }
        if (allow.isEmpty() && delegated.isEmpty()) {
            return ImplicitDeny.of(guard);
        }
        var identity = allow.isEmpty() ? found.identity(context) : Optional.<Allow>empty();
        if (allow.isEmpty() && identity.isEmpty()) {
            return ImplicitDeny.of(PolicyKind.IDENTITY);
        }
        var cap = found.closedCap(context);
        if (cap.isPresent()) {
            return ImplicitDeny.of(cap.get());
        }
        return allow.isPresent() ? allow.get() : found.both(delegated.get(), identity.get());
    }

    /**
     * The caller is of another account: that account and the resource's owner must both allow. The caller
     * learns what its own account refuses, but not what the owner refuses, nor whether the resource exists.
     */
    static Decision decideForeign(
            PolicyKind guard, RequestContext context, Findings found, KeyTerms terms) {
        var ownDeny = found.callerSideDeny(context);
        if (ownDeny.isPresent()) {
            return ownDeny.get();
        }
        var granted =
                GrantFindings.direct(context, terms).or(() -> GrantFindings.capped(context, terms));
        var identity = found.identity(context);
        var ownRefusal = callerSideRefusal(context, found, granted.or(() -> identity));
        var deny = found.resourceSideDeny(context);
        if (deny.isPresent()) {
            var told = ownRefusal.<Told>map(Told.Missing::new).orElseGet(Told.Hidden::new);
            return new ExplicitDeny(deny.get().source(), told);
        }
        if (ownRefusal.isPresent()) {
            return ImplicitDeny.of(ownRefusal.get());
        }
        var ceiling = found.closedResourceSideCeiling(context);
        if (ceiling.isPresent()) {
            return ImplicitDeny.hidden(ceiling.get());
        }
        if (granted.isPresent()) {
            return granted.get();
        }
        var allowed = found.resource(context)
                .decision()
                .or(() -> GrantFindings.delegated(context, terms));
        if (allowed.isEmpty()) {
            return ImplicitDeny.hidden(guard);
        }
        return identity.isPresent() ? found.both(identity.get(), allowed.get()) : allowed.get();
    }

    /** The caller is of another account, and nothing that the owner says could let it in. */
    static Decision decideUnreachable(
            PolicyKind guard, RequestContext context, Findings found, KeyTerms terms) {
        var decision = decideForeign(guard, context, found, terms);
        return decision.isAllowed() ? ImplicitDeny.hidden(guard) : decision;
    }

    /**
     * What is missing on the caller's side.
     *
     * @param allowed by the caller's policies, or by a grant that names the caller and stands in for them
     */
    private static Optional<PolicyKind> callerSideRefusal(
            RequestContext context, Findings found, Optional<Allow> allowed) {
        var ceiling = found.closedCallerSideCeiling(context);
        if (ceiling.isPresent()) {
            return ceiling;
        }
        return allowed.isEmpty() && !context.isOfRoot()
                ? Optional.of(PolicyKind.IDENTITY)
                : found.closedCap(context);
    }
}
