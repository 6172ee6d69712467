package dev.keyward.policy;

import java.util.List;
import java.util.Optional;

/**
 * The condition keys that say who asks, as far as the principal alone tells: not its session, its tags
 * or its unique id.
 *
 * <p>Source: IAM User Guide, "AWS global condition context keys", properties of the principal.
 */
public final class PrincipalKeys {

    private PrincipalKeys() {}

    /** The keys of {@code principal}, to be added to; those that AWS leaves out for it are absent. */
    public static ContextKeys.Builder of(Principal principal) {
        var keys = ContextKeys.builder()
                .single("aws:PrincipalAccount", account(principal))
                .single("aws:PrincipalType", type(principal))
                .single("aws:PrincipalArn", arn(principal))
                .single(
                        "aws:PrincipalIsAWSService",
                        Boolean.toString(principal instanceof Principal.Service));
        switch (principal) {
            case Principal.User user ->
                keys.single("aws:username", user.arn().substring(user.arn().lastIndexOf('/') + 1));
            case Principal.Service service ->
                keys.single("aws:PrincipalServiceName", service.name())
                        .multiple("aws:PrincipalServiceNamesList", List.of(service.name()));
            case Principal.Root _,
                    Principal.AssumedRole _,
                    Principal.FederatedUser _,
                    Principal.Federated _ -> {
                // Nothing else tells them from others.
            }
        }
        return keys;
    }

    /** A service belongs to no customer's account, so that no statement for an account's own counts for it. */
    private static Optional<String> account(Principal principal) {
        return principal instanceof Principal.Service
                ? Optional.empty()
                : Optional.of(principal.account().value());
    }

    private static String type(Principal principal) {
        return switch (principal) {
            case Principal.Root _ -> "Account";
            case Principal.User _ -> "User";
            case Principal.AssumedRole _ -> "AssumedRole";
            case Principal.FederatedUser _, Principal.Federated _ -> "FederatedUser";
            case Principal.Service _ -> "Service";
        };
    }

    /** The ARN as policies see it: that of the role for a session of a role. */
    private static Optional<String> arn(Principal principal) {
        return switch (principal) {
            case Principal.AssumedRole session -> Optional.of(session.roleArn());
            case Principal.Root _, Principal.User _, Principal.FederatedUser _ ->
                Optional.of(principal.arn());
            // A service has none, and whom an identity provider vouches for has none yet.
            case Principal.Service _, Principal.Federated _ -> Optional.empty();
        };
    }
}
