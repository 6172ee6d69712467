package dev.keyward.policy.match;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;

import java.util.Optional;

/** A request as statements are matched against it. Holds nothing but references, so it costs nothing to make. */
public final class RequestContext {

    private final AuthorizationRequest request;
    private final boolean bounded;

    private RequestContext(AuthorizationRequest request, boolean bounded) {
        this.request = request;
        this.bounded = bounded;
    }

    /** The context of a principal without a permissions boundary. */
    public static RequestContext of(AuthorizationRequest request) {
        return new RequestContext(request, false);
    }

    /** The context of a principal that has a permissions boundary. */
    public static RequestContext ofBounded(AuthorizationRequest request) {
        return new RequestContext(request, true);
    }

    public Principal principal() {
        return request.principal();
    }

    public boolean isOfRoot() {
        return request.principal() instanceof Principal.Root;
    }

    /** Whether the principal has a permissions boundary, which {@code NotPrincipal} cares about. */
    boolean bounded() {
        return bounded;
    }

    /** The whole action, as the request has it. */
    public String action() {
        return request.action();
    }

    public String resource() {
        return request.resource();
    }

    /** The value of a key; a multi-valued key without values is as good as absent. */
    public Optional<ContextKeys.Value> find(String lowerCaseKey) {
        var found = request.context().findLowerCase(lowerCaseKey);
        if (found.isPresent()
                && found.get() instanceof ContextKeys.Multiple(var values)
                && values.isEmpty()) {
            return Optional.empty();
        }
        return found;
    }
}
