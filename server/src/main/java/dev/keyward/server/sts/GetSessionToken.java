package dev.keyward.server.sts;

import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Gives a user, or the root user, temporary credentials with its own permissions. It needs no
 * permission. The credentials of root last an hour at most.
 *
 * <p>Source: STS API Reference, "GetSessionToken".
 */
final class GetSessionToken implements Operation.Reading<GetSessionToken.Request> {

    private final CredentialsIssuer issuer;

    GetSessionToken(CredentialsIssuer issuer) {
        this.issuer = issuer;
    }

    record Request(Duration duration) {}

    @Override
    public String name() {
        return "GetSessionToken";
    }

    @Override
    public Request read(Struct input) {
        MultiFactor.refuse(input);
        return new Request(UserSessionDuration.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of();
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var issued = call.now().truncatedTo(ChronoUnit.SECONDS);
        var session = Session.between(
                issued,
                issued.plus(UserSessionDuration.of(call.caller().principal(), request.duration())));
        return Struct.builder()
                .put("Credentials", issuer.issue(holder(call.caller().principal()), session))
                .build();
    }

    private static SessionToken.Holder holder(Principal principal) {
        return switch (principal) {
            case Principal.Root root -> new SessionToken.RootHolder(root.account());
            case Principal.User user -> new SessionToken.UserHolder(user.account(), user.id());
            case Principal.AssumedRole _,
                    Principal.FederatedUser _,
                    Principal.Federated _,
                    Principal.Service _ ->
                throw new IllegalStateException(principal.arn() + " has no long-term credentials");
        };
    }
}
