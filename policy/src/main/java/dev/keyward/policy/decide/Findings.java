package dev.keyward.policy.decide;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.match.RequestContext;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The facts of one request, before any rule: what each kind of policy says.
 *
 * <p>The caller's side is what its own account and its way here say: identity, boundary, session, service
 * control and endpoint policies. The resource's side is what the resource's owner says: its own policy and
 * resource control policies.
 */
final class Findings {

    private final Principal principal;
    private final Policies policies;
    private final Layer identity;
    private final Layer boundary;
    private final Layer session;
    private final Layer vpcEndpoint;
    private final List<Layer> serviceControl;
    private final List<Layer> resourceControl;
    private final ResourceLayer resource;

    private Findings(AuthorizationRequest request, Policies policies, RequestContext context) {
        this.principal = request.principal();
        this.policies = policies;
        this.identity = Layer.of(PolicyKind.IDENTITY, policies.identity(), context);
        this.boundary = Layer.of(PolicyKind.PERMISSIONS_BOUNDARY, policies.boundary(), context);
        this.session = Layer.of(PolicyKind.SESSION, policies.session(), context);
        this.vpcEndpoint = policies.vpcEndpoint()
                .map(policy -> Layer.of(PolicyKind.VPC_ENDPOINT, List.of(policy), context))
                .orElseGet(() -> Layer.of(PolicyKind.VPC_ENDPOINT, List.of(), context));
        this.serviceControl =
                levels(PolicyKind.SERVICE_CONTROL, policies.serviceControl(), context);
        this.resourceControl =
                levels(PolicyKind.RESOURCE_CONTROL, policies.resourceControl(), context);
        this.resource = ResourceLayer.of(policies.resource(), context);
    }

    static Findings of(AuthorizationRequest request, Policies policies) {
        var context = policies.boundary().isEmpty()
                ? RequestContext.of(request)
                : RequestContext.ofBounded(request);
        return new Findings(request, policies, context);
    }

    private static List<Layer> levels(
            PolicyKind kind, List<List<NamedPolicy>> levels, RequestContext context) {
        if (levels.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Layer>(levels.size());
        for (var level : levels) {
            found.add(Layer.of(kind, level, context));
        }
        return found;
    }

    /** The statement that denies, if any does; of several, the first in the order of evaluation. */
    Optional<Source> deny() {
        return deny(resourceControl)
                .or(() -> deny(serviceControl))
                .or(vpcEndpoint::deny)
                .or(resource::deny)
                .or(identity::deny)
                .or(boundary::deny)
                .or(session::deny);
    }

    /** As {@link #deny}, on the caller's side alone. */
    Optional<Source> callerSideDeny() {
        return deny(serviceControl)
                .or(vpcEndpoint::deny)
                .or(identity::deny)
                .or(boundary::deny)
                .or(session::deny);
    }

    private static Optional<Source> deny(List<Layer> levels) {
        for (var level : levels) {
            if (level.deny().isPresent()) {
                return level.deny();
            }
        }
        return Optional.empty();
    }

    private static boolean eachAllows(List<Layer> levels) {
        for (var level : levels) {
            if (level.allow().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The kind of ceiling over everything that does not let the request through, if one does not. */
    Optional<PolicyKind> closedCeiling() {
        return closedResourceSideCeiling().or(this::closedCallerSideCeiling);
    }

    Optional<PolicyKind> closedCallerSideCeiling() {
        if (!eachAllows(serviceControl)) {
            return Optional.of(PolicyKind.SERVICE_CONTROL);
        }
        return policies.vpcEndpoint().isPresent() && vpcEndpoint.allow().isEmpty()
                ? Optional.of(PolicyKind.VPC_ENDPOINT)
                : Optional.empty();
    }

    Optional<PolicyKind> closedResourceSideCeiling() {
        return eachAllows(resourceControl)
                ? Optional.empty()
                : Optional.of(PolicyKind.RESOURCE_CONTROL);
    }

    /**
     * The cap over the caller's own permissions that does not let the request through, if one does not.
     * A federated user's session has no permissions at all but those its session policies allow.
     */
    Optional<PolicyKind> closedCap() {
        if (!policies.boundary().isEmpty() && boundary.allow().isEmpty()) {
            return Optional.of(PolicyKind.PERMISSIONS_BOUNDARY);
        }
        var sessionLimits =
                !policies.session().isEmpty() || principal instanceof Principal.FederatedUser;
        return sessionLimits && session.allow().isEmpty()
                ? Optional.of(PolicyKind.SESSION)
                : Optional.empty();
    }

    boolean callerIsRoot() {
        return principal instanceof Principal.Root;
    }

    /** The statement of an identity policy that allows. */
    Optional<Source> identity() {
        return identity.allow();
    }

    /** The statement of the resource's policy that names the caller itself, or everybody. */
    Optional<Source> direct() {
        return resource.allow(PrincipalMatch.ITSELF)
                .or(() -> resource.allow(PrincipalMatch.ANYONE));
    }

    /** The statement of the resource's policy that names whom the caller acts as: a role, a user. */
    Optional<Source> capped() {
        return resource.allow(PrincipalMatch.ROLE)
                .or(() -> resource.allow(PrincipalMatch.SESSION_MAKER));
    }

    /** The statement of the resource's policy that leaves the choice to the caller's account. */
    Optional<Source> delegated() {
        return resource.allow(PrincipalMatch.ACCOUNT);
    }

    /** The statement of the resource's policy that allows in whichever way. */
    Optional<Source> resource() {
        return resource.anyAllow();
    }
}
