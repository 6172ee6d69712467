package dev.keyward.server.sts;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.authorize.Target;
import dev.keyward.wire.CommonError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a session of a role has once it has begun: what was asked for, together with what the
 * caller's own session hands down, its transitive tags and its source identity; or what an identity
 * provider says of the caller.
 *
 * <p>Source: IAM User Guide, "Pass session tags in AWS STS", "Chaining roles with session tags".
 */
record BegunSession(SessionTags tags, Optional<String> sourceIdentity, SignIn signIn) {

    /**
     * Joins the request with the caller's session.
     *
     * @throws dev.keyward.wire.ServiceException {@code InvalidParameterValue} if a tag is asked for
     *     that the caller's session hands down; {@code AccessDenied} if another source identity is
     *     asked for than the one that the caller's session has
     */
    static BegunSession of(AssumeRole.Request request, Call call) {
        var session = request.role().session();
        var inherited = call.caller().session().map(Session::tags).orElse(SessionTags.NONE);
        var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(session.tags());
        var transitive = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        transitive.addAll(session.transitiveKeys());
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
        return new BegunSession(
                new SessionTags(values, transitive),
                sourceIdentity(request, call),
                MultiFactor.signIn(request.multiFactor(), call));
    }

    private static Optional<String> sourceIdentity(AssumeRole.Request request, Call call) {
        var inherited = call.caller().session().flatMap(Session::sourceIdentity);
        if (inherited.isPresent()
                && request.sourceIdentity().isPresent()
                && !inherited.equals(request.sourceIdentity())) {
            throw CommonError.ACCESS_DENIED.because(
                    "User: " + call.caller().principal().arn()
                            + " is not authorized to perform: sts:SetSourceIdentity on resource: "
                            + request.role().arn());
        }
        return inherited.or(request::sourceIdentity);
    }

    /**
     * What an identity provider says of a caller whom it vouches for.
     *
     * @param signIn what of it stays for the whole session
     */
    static BegunSession vouched(Call call, SignIn signIn) {
        var said = call.caller()
                .session()
                .orElseThrow(() -> new IllegalStateException("nobody vouched for the caller"));
        return new BegunSession(said.tags(), said.sourceIdentity(), signIn);
    }

    /**
     * What must be allowed on the role: {@code action}, and setting the tags and the source identity, if
     * there are any.
     *
     * @param keys of the request, the same for each
     */
    List<Target> targets(String action, Target.Resource role, ContextKeys keys) {
        var targets = new ArrayList<Target>();
        targets.add(new Target(action, role, keys));
        if (!tags.values().isEmpty()) {
            targets.add(new Target("sts:TagSession", role, keys));
        }
        if (sourceIdentity.isPresent()) {
            targets.add(new Target("sts:SetSourceIdentity", role, keys));
        }
        return targets;
    }

    /** The condition keys that the request brings to each of its targets. */
    ContextKeys.Builder keys(AskedRole asked) {
        var keys = ContextKeys.builder()
                .single("sts:RoleSessionName", asked.sessionName())
                .single("sts:SourceIdentity", sourceIdentity);
        SessionInput.addTags(keys, tags.values());
        if (!tags.transitive().isEmpty()) {
            keys.multiple("sts:TransitiveTagKeys", tags.transitive());
        }
        return keys;
    }
}
