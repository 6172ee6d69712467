package dev.keyward.server.sts;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives somebody whom a user, or the root user, calls by a name a part of the user's own permissions: what
 * both the user's policies and the session policies allow. Without session policies that is nothing, but
 * for what a resource's policy gives to the session by its name.
 *
 * <p>Source: STS API Reference, "GetFederationToken"; IAM User Guide, "Permissions for
 * GetFederationToken".
 */
final class GetFederationToken implements Operation.Reading<GetFederationToken.Request> {

    private final CredentialsIssuer issuer;

    GetFederationToken(CredentialsIssuer issuer) {
        this.issuer = issuer;
    }

    /** {@code name} is what the user calls the other. */
    record Request(String name, Duration duration, SessionInput session) {}

    @Override
    public String name() {
        return "GetFederationToken";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                input.requiredText("Name"),
                UserSessionDuration.read(input),
                SessionInput.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var resource = Target.Named.of(Arn.parse(arn(request, call)));
        var keys = ContextKeys.builder();
        SessionInput.addTags(keys, request.session().tags());
        var targets = new ArrayList<Target>();
        targets.add(new Target("sts:GetFederationToken", resource, keys.build()));
        if (!request.session().tags().isEmpty()) {
            targets.add(new Target("sts:TagSession", resource, keys.build()));
        }
        return targets;
    }

    private static String arn(Request request, Call call) {
        return SessionToken.federatedUserArn(call.account(), request.name());
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var asked = request.session();
        SessionPolicyCheck.require(asked.policies(), call.account(), snapshot);
        var packedSize = PackedSize.requireFitting(asked);
        var issued = call.now().truncatedTo(ChronoUnit.SECONDS);
        var session = new Session(
                issued,
                issued.plus(UserSessionDuration.of(call.caller().principal(), request.duration())),
                asked.policies(),
                new SessionTags(asked.tags(), Set.of()),
                Optional.empty(),
                SignIn.NONE);
        var holder = new SessionToken.FederatedHolder(
                call.account(), userId(call.caller().principal()), request.name());
        var output = Struct.builder()
                .put("Credentials", issuer.issue(holder, session))
                .put("FederatedUser", federatedUser(request, call));
        if (!asked.isEmpty()) {
            output.put("PackedPolicySize", packedSize);
        }
        return output.build();
    }

    private static String userId(Principal principal) {
        return switch (principal) {
            case Principal.Root root -> root.account().value();
            case Principal.User user -> user.id();
            case Principal.AssumedRole _,
                    Principal.FederatedUser _,
                    Principal.Federated _,
                    Principal.Service _ ->
                throw new IllegalStateException(principal.arn() + " has no long-term credentials");
        };
    }

    private static Struct federatedUser(Request request, Call call) {
        return Struct.builder()
                .put("FederatedUserId", call.account() + ":" + request.name())
                .put("Arn", arn(request, call))
                .build();
    }
}
