package dev.keyward.server.iam.lastaccess;

import dev.keyward.policy.match.ActionClause;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.WrittenStatement;

import java.util.List;

/**
 * A service, and whether policies grant something of it. Only what they allow is looked at, as IAM does:
 * no denial, no boundary, no resource and no condition.
 *
 * <p>Source: IAM API Reference, "ListPoliciesGrantingServiceAccess".
 *
 * @param namespace for example {@code kms}
 */
record GrantedService(String namespace) {

    /** Stands for any action: what a pattern with a star alone matches. */
    private static final String ANY = "any";

    /** Whether the policy allows some action of the service. */
    boolean isGrantedBy(PolicyDocument document) {
        return document.written().statements().stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .anyMatch(this::isNamedBy);
    }

    private boolean isNamedBy(WrittenStatement statement) {
        var actions = statement.actions();
        if (actions.isAbsent()) {
            return false;
        }
        return switch (actions.sense()) {
            case THESE ->
                matches(actions.values().stream().map(GrantedService::whole).toList());
            case ALL_BUT_THESE ->
                !matches(actions.values().stream()
                        .filter(GrantedService::isWhole)
                        .toList());
        };
    }

    private boolean matches(List<String> patterns) {
        return !patterns.isEmpty() && ActionClause.of(patterns).matches(namespace + ":" + ANY);
    }

    /** The pattern for all actions of the services that {@code pattern} has an action of. */
    private static String whole(String pattern) {
        var colon = pattern.indexOf(':');
        return colon < 0 ? pattern : pattern.substring(0, colon) + ":*";
    }

    private static boolean isWhole(String pattern) {
        return pattern.substring(pattern.indexOf(':') + 1).chars().allMatch(sign -> sign == '*');
    }

    /** Whether the policy allows an action of the service. */
    boolean isGrantedBy(PolicyDocument document, String action) {
        return document.statements().stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .anyMatch(statement -> statement.actions().matches(namespace + ":" + action));
    }
}
