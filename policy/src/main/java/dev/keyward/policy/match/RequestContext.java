package dev.keyward.policy.match;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;

import java.util.Locale;
import java.util.Optional;

/** A request, taken apart once so that many statements can be matched against it. */
public final class RequestContext {

    private final Principal principal;
    private final boolean bounded;
    private final String action;
    private final String service;
    private final String actionName;
    private final String resource;
    private final Optional<ArnParts> resourceParts;
    private final ContextKeys keys;

    private RequestContext(AuthorizationRequest request, boolean bounded) {
        this.principal = request.principal();
        this.bounded = bounded;
        this.action = request.action().toLowerCase(Locale.ROOT);
        var colon = action.indexOf(':');
        this.service = colon < 0 ? "" : action.substring(0, colon);
        this.actionName = action.substring(colon + 1);
        this.resource = request.resource();
        this.resourceParts = ArnParts.find(request.resource());
        this.keys = request.context();
    }

    /** The context of a principal without a permissions boundary. */
    public static RequestContext of(AuthorizationRequest request) {
        return new RequestContext(request, false);
    }

    /** The context of a principal that has a permissions boundary. */
    public static RequestContext ofBounded(AuthorizationRequest request) {
        return new RequestContext(request, true);
    }

    Principal principal() {
        return principal;
    }

    /** Whether the principal has a permissions boundary, which {@code NotPrincipal} cares about. */
    boolean bounded() {
        return bounded;
    }

    /** The whole action, in lower case. */
    public String action() {
        return action;
    }

    /** The part of the action before the colon, in lower case. */
    String service() {
        return service;
    }

    /** The part of the action after the colon, in lower case. */
    String actionName() {
        return actionName;
    }

    String resource() {
        return resource;
    }

    Optional<ArnParts> resourceParts() {
        return resourceParts;
    }

    /** The value of a key; a multi-valued key without values is as good as absent. */
    Optional<ContextKeys.Value> find(String lowerCaseKey) {
        var found = keys.findLowerCase(lowerCaseKey);
        if (found.isPresent()
                && found.get() instanceof ContextKeys.Multiple(var values)
                && values.isEmpty()) {
            return Optional.empty();
        }
        return found;
    }
}
