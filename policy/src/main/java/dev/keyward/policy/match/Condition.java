package dev.keyward.policy.match;

import dev.keyward.policy.ContextKeys;

import java.util.List;
import java.util.Locale;

/**
 * One line of a {@code Condition} element: a key of the request against the values of the policy.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Single-valued vs.
 * multivalued context keys".
 */
public final class Condition {

    private final String key;
    private final String lowerCaseKey;
    private final ConditionOperator operator;
    private final List<String> values;
    private final ValueTest test;

    private Condition(String key, ConditionOperator operator, List<String> values, ValueTest test) {
        this.key = key;
        this.lowerCaseKey = key.toLowerCase(Locale.ROOT);
        this.operator = operator;
        this.values = List.copyOf(values);
        this.test = test;
    }

    /** The condition that {@code key} stands in {@code operator}'s relation to one of {@code values}. */
    public static Condition of(
            ConditionOperator operator, String key, List<String> values, LanguageVersion version) {
        return new Condition(
                key, operator, values, ValueTest.compile(operator.comparison(), values, version));
    }

    /** The key as the policy writes it. */
    public String key() {
        return key;
    }

    public ConditionOperator operator() {
        return operator;
    }

    /** The values as the policy writes them. */
    public List<String> values() {
        return values;
    }

    /** Whether all values can be compared by this operator at all; one that cannot never holds. */
    public boolean comparable() {
        return test.comparable();
    }

    /** Whether it holds for a request. */
    public boolean holds(RequestContext context) {
        var found = context.find(lowerCaseKey);
        if (operator.comparison() == Comparison.NULL) {
            return holdsByPresence(found.isPresent());
        }
        if (found.isEmpty()) {
            return holdsWhenAbsent();
        }
        return switch (found.get()) {
            case ContextKeys.Single(var value) -> holdsForSingle(value, context);
            case ContextKeys.Multiple(var all) -> holdsForAll(all, context);
        };
    }

    private boolean holdsByPresence(boolean present) {
        for (var value : values) {
            if (value.equalsIgnoreCase(present ? "false" : "true")) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsWhenAbsent() {
        if (operator.ifExists()) {
            return true;
        }
        return switch (operator.quantifier()) {
            case ONE -> operator.comparison().negated();
            case ALL -> true;
            case ANY -> false;
        };
    }

    private boolean holdsForSingle(String value, RequestContext context) {
        // AWS takes an empty value for no value here, but only here.
        if (operator.quantifier() == ConditionOperator.Quantifier.ALL && value.isEmpty()) {
            return true;
        }
        return fits(value, context);
    }

    private boolean holdsForAll(List<String> all, RequestContext context) {
        return switch (operator.quantifier()) {
            // Whatever is compared, a multi-valued key needs a set operator.
            case ONE -> false;
            case ALL -> {
                for (var value : all) {
                    if (!value.isEmpty() && !fits(value, context)) {
                        yield false;
                    }
                }
                yield true;
            }
            case ANY -> {
                for (var value : all) {
                    if (fits(value, context)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    private boolean fits(String value, RequestContext context) {
        return switch (test.test(value, context)) {
            case MATCH -> !operator.comparison().negated();
            case NO_MATCH -> operator.comparison().negated();
            case INCOMPARABLE -> false;
        };
    }
}
