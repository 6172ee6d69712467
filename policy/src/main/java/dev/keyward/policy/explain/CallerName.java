package dev.keyward.policy.explain;

import dev.keyward.policy.Principal;
import dev.keyward.policy.parse.NamedPrincipal;
import dev.keyward.policy.parse.WrittenPrincipal;

import java.util.Optional;

/** How a policy that is to last names a caller: not by a session, which does not. */
final class CallerName {

    private CallerName() {}

    /** Empty for whom only a trust policy can name. */
    static Optional<WrittenPrincipal> of(Principal caller) {
        return switch (caller) {
            case Principal.Root root -> aws(root.arn());
            case Principal.User user -> aws(user.arn());
            case Principal.AssumedRole session -> aws(session.roleArn());
            case Principal.FederatedUser session -> aws(session.userArn());
            case Principal.Service service ->
                Optional.of(new WrittenPrincipal(NamedPrincipal.Type.SERVICE, service.name()));
            case Principal.Federated _ -> Optional.empty();
        };
    }

    /** As a trust policy does. */
    static Optional<WrittenPrincipal> inTrust(Principal caller) {
        return caller instanceof Principal.Federated(var _, var provider)
                ? Optional.of(new WrittenPrincipal(NamedPrincipal.Type.FEDERATED, provider))
                : of(caller);
    }

    /** The caller's account, if it has one that a policy can leave the choice to. */
    static Optional<WrittenPrincipal> account(Principal caller) {
        return switch (caller) {
            case Principal.User _, Principal.AssumedRole _, Principal.FederatedUser _ ->
                aws(new Principal.Root(caller.account()).arn());
            case Principal.Root _, Principal.Service _, Principal.Federated _ -> Optional.empty();
        };
    }

    /** Whether the caller can have policies of its own. */
    static boolean canHavePolicies(Principal caller) {
        return !(caller instanceof Principal.Service) && !(caller instanceof Principal.Federated);
    }

    /** Whom a grant to the caller names; empty if grants are not for such callers. */
    static Optional<String> asGrantee(Principal caller) {
        return switch (caller) {
            case Principal.User _, Principal.AssumedRole _, Principal.FederatedUser _ ->
                of(caller).map(WrittenPrincipal::value);
            case Principal.Root _, Principal.Service _, Principal.Federated _ -> Optional.empty();
        };
    }

    static WrittenPrincipal anyone() {
        return new WrittenPrincipal(NamedPrincipal.Type.AWS, "*");
    }

    private static Optional<WrittenPrincipal> aws(String arn) {
        return Optional.of(new WrittenPrincipal(NamedPrincipal.Type.AWS, arn));
    }
}
