package dev.keyward.server.sts;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.wire.CommonError;

import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a session of a role has once it has begun: what was asked for, together with what the
 * caller's own session hands down, its transitive tags and its source identity.
 *
 * <p>Source: IAM User Guide, "Pass session tags in AWS STS", "Chaining roles with session tags".
 */
record BegunSession(SessionTags tags, Optional<String> sourceIdentity) {

    /**
     * Joins the request with the caller's session.
     *
     * @throws dev.keyward.wire.ServiceException {@code InvalidParameterValue} if a tag is asked for
     *     that the caller's session hands down; {@code AccessDenied} if another source identity is
     *     asked for than the one that the caller's session has
     */
    static BegunSession of(AssumeRole.Request request, Call call) {
        var inherited = call.caller().session().map(Session::tags).orElse(SessionTags.NONE);
        var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(request.session().tags());
        var transitive = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        transitive.addAll(request.session().transitiveKeys());
        for (var key : inherited.transitive()) {
            if (values.containsKey(key)) {
                throw StsError.INVALID_PARAMETER_VALUE.because(
                        "One of the specified transitive tag keys can't be set because it conflicts"
                                + " with a transitive tag key from the calling session.");
            }
        }
        for (var key : inherited.transitive()) {
            values.put(key, inherited.values().get(key));
            transitive.add(key);
        }
        return new BegunSession(new SessionTags(values, transitive), sourceIdentity(request, call));
    }

    private static Optional<String> sourceIdentity(AssumeRole.Request request, Call call) {
        var inherited = call.caller().session().flatMap(Session::sourceIdentity);
        if (inherited.isPresent()
                && request.sourceIdentity().isPresent()
                && !inherited.equals(request.sourceIdentity())) {
            throw CommonError.ACCESS_DENIED.because(
                    "User: " + call.caller().principal().arn()
                            + " is not authorized to perform: sts:SetSourceIdentity on resource: "
                            + request.roleArn());
        }
        return inherited.or(request::sourceIdentity);
    }

    boolean hasTags() {
        return !tags.values().isEmpty();
    }

    /** The condition keys that the request brings to each of its targets. */
    ContextKeys keys(AssumeRole.Request request) {
        var keys = ContextKeys.builder()
                .single("sts:RoleSessionName", request.sessionName())
                .single("sts:ExternalId", request.externalId())
                .single("sts:SourceIdentity", sourceIdentity);
        tags.values().forEach((key, value) -> keys.single("aws:RequestTag/" + key, value));
        if (hasTags()) {
            keys.multiple("aws:TagKeys", tags.values().keySet());
        }
        if (!tags.transitive().isEmpty()) {
            keys.multiple("sts:TransitiveTagKeys", tags.transitive());
        }
        return keys.build();
    }
}
