package dev.keyward.policy.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every policy that has a say in a request. A layer without policies limits nothing, and one whose
 * policies have no matching statement allows nothing: the two are not the same.
 *
 * @param identity the caller's own and its groups'; what they do not allow is not allowed by them
 * @param resource the resource's own: a key policy, a role's trust policy
 * @param boundary the caller's permissions boundary; empty if it has none
 * @param session the session's policies; empty if it was made without any
 * @param vpcEndpoint of the endpoint that the request came through
 * @param serviceControl one list per level of the organization, from its root to the caller's account;
 *     empty for an account without organization, a management account or a service-linked role
 * @param resourceControl one list per level, for the account of the resource; empty where they do not
 *     apply, as for AWS managed keys
 *
 * <p>Source: IAM User Guide, "Policy evaluation logic".
 */
public record Policies(
        List<NamedPolicy> identity,
        Optional<NamedPolicy> resource,
        List<NamedPolicy> boundary,
        List<NamedPolicy> session,
        Optional<NamedPolicy> vpcEndpoint,
        List<List<NamedPolicy>> serviceControl,
        List<List<NamedPolicy>> resourceControl) {

    private static final Policies NONE = new Policies(
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of());

    public Policies {
        identity = List.copyOf(identity);
        boundary = List.copyOf(boundary);
        session = List.copyOf(session);
        serviceControl = copyOf(serviceControl);
        resourceControl = copyOf(resourceControl);
    }

    private static List<List<NamedPolicy>> copyOf(List<List<NamedPolicy>> levels) {
        var copy = new ArrayList<List<NamedPolicy>>(levels.size());
        for (var level : levels) {
            copy.add(List.copyOf(level));
        }
        return List.copyOf(copy);
    }

    /** No policy at all, to be added to. */
    public static Policies none() {
        return NONE;
    }

    public Policies withIdentity(List<NamedPolicy> policies) {
        return new Policies(
                policies,
                resource,
                boundary,
                session,
                vpcEndpoint,
                serviceControl,
                resourceControl);
    }

    public Policies withResource(NamedPolicy policy) {
        return new Policies(
                identity,
                Optional.of(policy),
                boundary,
                session,
                vpcEndpoint,
                serviceControl,
                resourceControl);
    }

    public Policies withBoundary(List<NamedPolicy> policies) {
        return new Policies(
                identity,
                resource,
                policies,
                session,
                vpcEndpoint,
                serviceControl,
                resourceControl);
    }

    public Policies withSession(List<NamedPolicy> policies) {
        return new Policies(
                identity,
                resource,
                boundary,
                policies,
                vpcEndpoint,
                serviceControl,
                resourceControl);
    }

    public Policies withVpcEndpoint(NamedPolicy policy) {
        return new Policies(
                identity,
                resource,
                boundary,
                session,
                Optional.of(policy),
                serviceControl,
                resourceControl);
    }

    public Policies withServiceControl(List<List<NamedPolicy>> levels) {
        return new Policies(
                identity, resource, boundary, session, vpcEndpoint, levels, resourceControl);
    }

    public Policies withResourceControl(List<List<NamedPolicy>> levels) {
        return new Policies(
                identity, resource, boundary, session, vpcEndpoint, serviceControl, levels);
    }
}
