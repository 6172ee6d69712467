package dev.keyward.server.sts;

import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
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

    private static final Duration USUAL = Duration.ofHours(12);
    private static final Duration LONGEST_OF_ROOT = Duration.ofHours(1);

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
        return new Request(
                input.integer("DurationSeconds").map(Duration::ofSeconds).orElse(USUAL));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of();
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        if (call.caller().session().isPresent()
                || call.caller().principal() instanceof Principal.Service) {
            throw CommonError.ACCESS_DENIED.because(
                    "Cannot call GetSessionToken with session credentials");
        }
        var issued = call.now().truncatedTo(ChronoUnit.SECONDS);
        var session = Session.between(
                issued, issued.plus(durationFor(call.caller().principal(), request)));
        return Struct.builder()
                .put("Credentials", issuer.issue(holder(call.caller().principal()), session))
                .build();
    }

    private static Duration durationFor(Principal principal, Request request) {
        var isTooLong = principal instanceof Principal.Root
                && request.duration().compareTo(LONGEST_OF_ROOT) > 0;
        return isTooLong ? LONGEST_OF_ROOT : request.duration();
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
