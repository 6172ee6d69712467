package dev.keyward.server.sts;

import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives a user, or the root user, temporary credentials with its own permissions. It needs no
 * permission. The credentials of root last an hour at most. With a code of the caller's MFA device they
 * are good for IAM, too.
 *
 * <p>Source: STS API Reference, "GetSessionToken".
 */
final class GetSessionToken implements Operation.Reading<GetSessionToken.Request> {

    private final CredentialsIssuer issuer;
    private final MfaCodes codes;

    GetSessionToken(CredentialsIssuer issuer, MfaCodes codes) {
        this.issuer = issuer;
        this.codes = codes;
    }

    record Request(Duration duration, Optional<MultiFactor> multiFactor) {}

    @Override
    public String name() {
        return "GetSessionToken";
    }

    @Override
    public Request read(Struct input) {
        return new Request(UserSessionDuration.read(input), MultiFactor.read(input));
    }

    @Override
    public Optional<Consumer<Transaction>> missing(Request request, Call call, Snapshot snapshot) {
        return MultiFactor.use(request.multiFactor(), codes, call, snapshot);
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of();
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var issued = call.now().truncatedTo(ChronoUnit.SECONDS);
        var session = new Session(
                issued,
                issued.plus(UserSessionDuration.of(call.caller().principal(), request.duration())),
                SessionPolicies.NONE,
                SessionTags.NONE,
                Optional.empty(),
                MultiFactor.signIn(request.multiFactor(), call));
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
