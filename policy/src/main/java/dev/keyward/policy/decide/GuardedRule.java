package dev.keyward.policy.decide;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision.Allow;
import dev.keyward.policy.decide.Decision.ExplicitDeny;
import dev.keyward.policy.decide.Decision.ImplicitDeny;
import dev.keyward.policy.decide.Decision.Told;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rule for a resource that its own policy guards, so that nothing else lets anybody in: a key, with
 * its grants, or a role. The same in words is in {@link KeyRule} and {@link TrustRule}.
 *
 * @param guard the kind of the resource's own policy
 */
record GuardedRule(PolicyKind guard, Findings found, GrantFindings grants) {

    /** The caller is of the resource's account. */
    Decision decideOwn() {
        if (found.deny().isPresent()) {
            return ExplicitDeny.by(found.deny().get());
        }
        if (found.closedCeiling().isPresent()) {
            return ImplicitDeny.of(found.closedCeiling().get());
        }
        // Whoever is named in person needs nothing else, and no boundary or session policy caps it.
        var direct = found.direct().or(grants::direct);
        if (direct.isPresent()) {
            return Allow.by(direct.get());
        }
        var delegated = found.delegated().or(grants::delegated);
        if (delegated.isPresent() && found.callerIsRoot()) {
            return Allow.by(delegated.get());
        }
        var allow = found.capped()
                .or(grants::capped)
                .map(Allow::by)
                .or(() -> delegated.flatMap(
                        account -> found.identity().map(identity -> Allow.by(account, identity))));
        if (allow.isEmpty()) {
            return ImplicitDeny.of(delegated.isPresent() ? PolicyKind.IDENTITY : guard);
        }
        var cap = found.closedCap();
        return cap.isPresent() ? ImplicitDeny.of(cap.get()) : allow.get();
    }

    /**
     * The caller is of another account: that account and the resource's owner must both allow. The caller
     * learns what its own account refuses, but not what the owner refuses, nor whether the resource exists.
     */
    Decision decideForeign() {
        var ownRefusal = callerSideRefusal();
        var deny = found.callerSideDeny();
        if (deny.isPresent()) {
            return ExplicitDeny.by(deny.get());
        }
        if (found.deny().isPresent()) {
            var told = ownRefusal.<Told>map(Told.Missing::new).orElseGet(Told.Hidden::new);
            return new ExplicitDeny(found.deny().get(), told);
        }
        if (ownRefusal.isPresent()) {
            return ImplicitDeny.of(ownRefusal.get());
        }
        if (found.closedResourceSideCeiling().isPresent()) {
            return ImplicitDeny.hidden(found.closedResourceSideCeiling().get());
        }
        var named = grants.direct().or(grants::capped);
        if (named.isPresent()) {
            return Allow.by(named.get());
        }
        var allowed = found.resource().or(grants::delegated);
        return allowed.isPresent() ? allow(found.identity(), allowed) : ImplicitDeny.hidden(guard);
    }

    /** The caller is of another account, and nothing that the owner says could let it in. */
    Decision decideUnreachable() {
        var decision = decideForeign();
        return decision.isAllowed() ? ImplicitDeny.hidden(guard) : decision;
    }

    /** What is missing on the caller's side. A grant that names the caller stands in for its policies. */
    private Optional<PolicyKind> callerSideRefusal() {
        if (found.closedCallerSideCeiling().isPresent()) {
            return found.closedCallerSideCeiling();
        }
        var granted = grants.direct().or(grants::capped).isPresent();
        if (found.identity().isEmpty() && !found.callerIsRoot() && !granted) {
            return Optional.of(PolicyKind.IDENTITY);
        }
        return found.closedCap();
    }

    /** Allowed by those that are present. */
    static Allow allow(Optional<Source> one, Optional<Source> other) {
        return new Allow(Stream.of(one, other).flatMap(Optional::stream).toList());
    }
}
