package dev.keyward.policy.match;

import java.util.Locale;
import java.util.Optional;

/**
 * A condition operator with its parts, for example {@code ForAnyValue:StringLikeIfExists}. Its name is
 * read without case.
 */
public record ConditionOperator(Comparison comparison, Quantifier quantifier, boolean ifExists) {

    /** What must be true of the values that the request brings. */
    public enum Quantifier {
        /** There is exactly one. */
        ONE(""),
        /** Each fits, also when there is none. */
        ALL("forallvalues:"),
        /** At least one fits. */
        ANY("foranyvalue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    private static final String IF_EXISTS = "ifexists";

    /** The operator of that name; empty if there is none. {@code Null} takes no {@code IfExists}. */
    public static Optional<ConditionOperator> find(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        for (var quantifier : Quantifier.values()) {
            if (quantifier != Quantifier.ONE && lower.startsWith(quantifier.prefix)) {
                return find(lower.substring(quantifier.prefix.length()), quantifier);
            }
        }
        return find(lower, Quantifier.ONE);
    }

    private static Optional<ConditionOperator> find(String lower, Quantifier quantifier) {
        if (lower.endsWith(IF_EXISTS)) {
            return Comparison.find(lower.substring(0, lower.length() - IF_EXISTS.length()))
                    .filter(comparison -> comparison != Comparison.NULL)
                    .map(comparison -> new ConditionOperator(comparison, quantifier, true));
        }
        return Comparison.find(lower)
                .map(comparison -> new ConditionOperator(comparison, quantifier, false));
    }
}
