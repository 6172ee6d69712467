package dev.keyward.policy.spec;

import dev.keyward.policy.Principal;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table of principals: how a value of a Principal element fits the caller. */
final class SpecPrincipals {

    private static final List<String> STRONGEST_FIRST =
            List.of("itself", "anyone", "role", "maker", "account");

    private final Principal caller;

    SpecPrincipals(Principal caller) {
        this.caller = caller;
    }

    String names(String value) {
        if (value.equals("*")) {
            return "anyone";
        }
        if (caller instanceof Principal.Service || caller instanceof Principal.Federated) {
            return "no";
        }
        if (value.equals(caller.account().value())
                || value.matches("arn:[^:]*:iam::" + caller.account() + ":root")) {
            return "account";
        }
        return switch (caller) {
            case Principal.User user
            when value.equals(user.arn()) || value.equals(user.id()) -> "itself";
            case Principal.AssumedRole session when value.equals(session.arn()) -> "itself";
            case Principal.AssumedRole session
            when value.equals(session.roleArn()) || value.equals(session.roleId()) -> "role";
            case Principal.FederatedUser session when value.equals(session.arn()) -> "itself";
            case Principal.FederatedUser session
            when value.equals(session.userArn()) || value.equals(session.userId()) -> "maker";
            default -> "no";
        };
    }

    /** The strongest fit of a whole Principal element. */
    String element(Object element) {
        var fits = element.equals("*")
                ? List.of("anyone")
                : RawJson.members(element).entrySet().stream()
                        .flatMap(this::type)
                        .toList();
        return STRONGEST_FIRST.stream().filter(fits::contains).findFirst().orElse("no");
    }

    private Stream<String> type(Map.Entry<String, Object> type) {
        return RawJson.texts(type.getValue()).stream().map(value -> switch (type.getKey()) {
            case "AWS" -> names(value);
            case "Service" ->
                caller instanceof Principal.Service service && service.name().equals(value)
                        ? "itself"
                        : "no";
            case "Federated" ->
                caller instanceof Principal.Federated federated
                                && federated.provider().equals(value)
                        ? "itself"
                        : "no";
            default -> throw new IllegalArgumentException(type.getKey());
        });
    }
}
