package dev.keyward.policy.decide;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.policy.decide.Decision.Allow;
import dev.keyward.policy.decide.Decision.ExplicitDeny;
import dev.keyward.policy.match.RequestContext;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts of a request, before any rule: what each kind of policy says. Nothing is found before it is
 * asked for, and what is asked for twice is found twice.
 *
 * <p>The caller's side is what its own account and its way here say: identity, boundary, session, service
 * control and endpoint policies. The resource's side is what the resource's owner says: its own policy and
 * resource control policies.
 */
final class Findings {

    private final List<Layer> identity;
    private final List<Layer> resource;
    private final List<Layer> boundary;
    private final List<Layer> session;
    private final List<Layer> vpcEndpoint;
    private final List<Layer> serviceControl;
    private final List<Layer> resourceControl;

    private final List<Layer> inOrder;
    private final List<Layer> callersSide;
    private final List<Layer> resourcesSide;

    private Pair last = new Pair(Allow.by(), Allow.by(), Allow.by());

    /** Two that allowed together, and the decision that came of it. */
    private record Pair(Allow one, Allow other, Allow both) {}

    /** {@code levels} has a layer for each level of each kind that limits the request. */
    Findings(Map<PolicyKind, List<Layer>> levels) {
        this.identity = levels.getOrDefault(PolicyKind.IDENTITY, List.of());
        this.resource = levels.getOrDefault(Policies.RESOURCE, List.of());
        this.boundary = levels.getOrDefault(PolicyKind.PERMISSIONS_BOUNDARY, List.of());
        this.session = levels.getOrDefault(PolicyKind.SESSION, List.of());
        this.vpcEndpoint = levels.getOrDefault(PolicyKind.VPC_ENDPOINT, List.of());
        this.serviceControl = levels.getOrDefault(PolicyKind.SERVICE_CONTROL, List.of());
        this.resourceControl = levels.getOrDefault(PolicyKind.RESOURCE_CONTROL, List.of());
        this.inOrder = concat(List.of(
                resourceControl,
                serviceControl,
                vpcEndpoint,
                resource,
                identity,
                boundary,
                session));
        this.callersSide =
                concat(List.of(serviceControl, vpcEndpoint, identity, boundary, session));
        this.resourcesSide = concat(List.of(resourceControl, resource));
    }

    private static List<Layer> concat(List<List<Layer>> layers) {
        var all = new ArrayList<Layer>();
        layers.forEach(all::addAll);
        return List.copyOf(all);
    }

    /** The request as it is matched, which for a principal with a boundary is another than without. */
    RequestContext context(AuthorizationRequest request) {
        return boundary.isEmpty() ? RequestContext.of(request) : RequestContext.ofBounded(request);
    }

    /** By the statement that denies, if any does; of several, the first in the order of evaluation. */
    Optional<ExplicitDeny> deny(RequestContext context) {
        return deny(inOrder, context);
    }

    /** As {@link #deny}, on the caller's side alone. */
    Optional<ExplicitDeny> callerSideDeny(RequestContext context) {
        return deny(callersSide, context);
    }

    /** As {@link #deny}, on the resource's side alone. */
    Optional<ExplicitDeny> resourceSideDeny(RequestContext context) {
        return deny(resourcesSide, context);
    }

    private static Optional<ExplicitDeny> deny(List<Layer> layers, RequestContext context) {
        for (var index = 0; index < layers.size(); index++) {
            var deny = layers.get(index).deny(context);
            if (deny.isPresent()) {
                return deny;
            }
        }
        return Optional.empty();
    }

    /** The kind of ceiling over everything that does not let the request through, if one does not. */
    Optional<PolicyKind> closedCeiling(RequestContext context) {
        var closed = closedResourceSideCeiling(context);
        return closed.isPresent() ? closed : closedCallerSideCeiling(context);
    }

    Optional<PolicyKind> closedCallerSideCeiling(RequestContext context) {
        if (!eachAllows(serviceControl, context)) {
            return Optional.of(PolicyKind.SERVICE_CONTROL);
        }
        return eachAllows(vpcEndpoint, context)
                ? Optional.empty()
                : Optional.of(PolicyKind.VPC_ENDPOINT);
    }

    Optional<PolicyKind> closedResourceSideCeiling(RequestContext context) {
        return eachAllows(resourceControl, context)
                ? Optional.empty()
                : Optional.of(PolicyKind.RESOURCE_CONTROL);
    }

    /**
     * The cap over the caller's own permissions that does not let the request through, if one does not.
     * A federated user's session has no permissions at all but those its session policies allow.
     */
    Optional<PolicyKind> closedCap(RequestContext context) {
        if (!eachAllows(boundary, context)) {
            return Optional.of(PolicyKind.PERMISSIONS_BOUNDARY);
        }
        var nothing = context.principal() instanceof Principal.FederatedUser && session.isEmpty();
        return nothing || !eachAllows(session, context)
                ? Optional.of(PolicyKind.SESSION)
                : Optional.empty();
    }

    /** Whether each layer allows the request; if there is none, none limits it. */
    private static boolean eachAllows(List<Layer> layers, RequestContext context) {
        for (var index = 0; index < layers.size(); index++) {
            if (layers.get(index).allow(context).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** By a statement of an identity policy. */
    Optional<Allow> identity(RequestContext context) {
        return identity.isEmpty() ? Optional.empty() : identity.getFirst().allow(context);
    }

    /** By the statement of the resource's policy that names the caller in the strongest way. */
    Named resource(RequestContext context) {
        return resource.isEmpty() ? Named.NOT : resource.getFirst().allowTo(context);
    }

    /** Allowed by both together. The last such decision is kept, since mostly the same two decide. */
    @SuppressWarnings("ReferenceEquality") // a statement's decision is made once
    Allow both(Allow one, Allow other) {
        var known = last;
        if (known.one() == one && known.other() == other) {
            return known.both();
        }
        var both = one.and(other);
        last = new Pair(one, other, both);
        return both;
    }
}
