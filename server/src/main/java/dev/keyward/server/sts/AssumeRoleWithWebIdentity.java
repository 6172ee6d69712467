package dev.keyward.server.sts;

import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.Federation;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.federation.Issuer;
import dev.keyward.server.federation.WebIdentities;
import dev.keyward.server.federation.WebIdentity;
import dev.keyward.server.federation.WebIdentityKeys;
import dev.keyward.server.federation.WebIdentityToken;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Store;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Begins a session of a role for the holder of an ID token, who signs nothing. The token must be of an OpenID
 * Connect provider of the role's account, or of one that every account knows and the role names; then the
 * role's trust policy decides.
 *
 * <p>Source: STS API Reference, "AssumeRoleWithWebIdentity"; IAM User Guide, "OIDC federation".
 */
final class AssumeRoleWithWebIdentity
        implements Operation.Vouched<AssumeRoleWithWebIdentity.Request> {

    private static final String NO_ROLE_ARN = "Request ARN is invalid";

    private final Store store;
    private final WebIdentities identities;
    private final RoleSessions sessions;

    AssumeRoleWithWebIdentity(Store store, WebIdentities identities, RoleSessions sessions) {
        this.store = store;
        this.identities = identities;
        this.sessions = sessions;
    }

    record Request(AskedRole role) {}

    @Override
    public String name() {
        return "AssumeRoleWithWebIdentity";
    }

    @Override
    public Caller caller(Struct input, Instant now) {
        if (input.has("ProviderId")) {
            throw CommonError.UNSUPPORTED_OPERATION.because("Keyward takes ID tokens only, whose"
                    + " provider is not named by a ProviderId");
        }
        var role = roleArn(input);
        var token = WebIdentityToken.parse(input.requiredText("WebIdentityToken"));
        var issuer = store.read(snapshot -> issuer(token, role, snapshot))
                .orElseThrow(() -> WebIdentities.noProvider(token.iss()));
        var identity = identities.verify(token, issuer, role.toString(), now);
        return Caller.vouchedFor(
                new Principal.Federated(AskedRole.account(role), issuer.principal()),
                session(identity, now));
    }

    private static Arn roleArn(Struct input) {
        return AskedRole.arn(input, _ -> NO_ROLE_ARN);
    }

    private static Optional<Issuer> issuer(WebIdentityToken token, Arn role, Snapshot snapshot) {
        return token.url()
                .flatMap(url -> snapshot.oidcProviders()
                        .find(AskedRole.account(role), url)
                        .map(Issuer::of)
                        .or(() -> Issuer.wellKnown(url)
                                .filter(issuer -> isNamed(issuer.principal(), role, snapshot))));
    }

    private static boolean isNamed(String provider, Arn role, Snapshot snapshot) {
        return AskedRole.find(role, snapshot)
                .filter(found -> FederatedTrust.names(found, provider))
                .isPresent();
    }

    private static Session session(WebIdentity identity, Instant now) {
        return new Session(
                now,
                identity.expires(),
                SessionPolicies.NONE,
                identity.tags(),
                identity.sourceIdentity(),
                SignIn.by(identity.federation()));
    }

    @Override
    public Request read(Struct input) {
        return new Request(AskedRole.read(input, _ -> NO_ROLE_ARN));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var federation = federation(call);
        requireProvider(federation, call, snapshot);
        var begun = begun(call);
        var keys = begun.keys(request.role())
                .single(
                        WebIdentityKeys.FOR_ROLE,
                        Optional.ofNullable(federation.single().get(WebIdentityKeys.FOR_ROLE)));
        var role = FederatedTrust.resource(request.role(), federation.provider(), snapshot);
        return begun.targets("sts:AssumeRoleWithWebIdentity", role, keys.build());
    }

    /** It may have been deleted, or changed, while it was asked for its keys. */
    private static void requireProvider(Federation federation, Call call, Snapshot snapshot) {
        var url = WebIdentityKeys.url(federation);
        var known = snapshot.oidcProviders().find(call.account(), url).map(Issuer::of);
        if (known.or(() -> Issuer.wellKnown(url))
                .filter(issuer -> issuer.principal().equals(federation.provider()))
                .filter(issuer -> issuer.takes(WebIdentityKeys.audience(federation)))
                .isEmpty()) {
            throw WebIdentities.noProvider(Issuer.SCHEME + url);
        }
    }

    private static Federation federation(Call call) {
        return call.caller()
                .session()
                .flatMap(session -> session.signIn().federation())
                .orElseThrow(() -> new IllegalStateException("no provider vouched for the caller"));
    }

    private static BegunSession begun(Call call) {
        return BegunSession.vouched(call, SignIn.by(WebIdentityKeys.inSession(federation(call))));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var role = AskedRole.role(targets);
        request.role().requireWithin(role, call, snapshot);
        var federation = federation(call);
        var begun = begun(call);
        return sessions.begin(role, request.role().with(begun.tags()), begun, call.now())
                .put("SubjectFromWebIdentityToken", WebIdentityKeys.subject(federation))
                .put("Provider", federation.provider())
                .put("Audience", WebIdentityKeys.audience(federation))
                .build();
    }
}
