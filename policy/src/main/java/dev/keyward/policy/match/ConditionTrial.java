package dev.keyward.policy.match;

import dev.keyward.policy.ContextKeys;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A condition tried by itself, one listed value after the other, to tell why it holds or does not. A
 * decision does not need this and does not use it.
 *
 * @param found what the request has for the key; a multi-valued key without values is as good as absent
 * @param about the value that {@code why} speaks of, of the request or of the policy; empty if of none
 */
public record ConditionTrial(
        Optional<ContextKeys.Value> found, boolean holds, Why why, Optional<String> about) {

    /** Why a condition holds or does not; which of the two, {@link ConditionTrial#holds} says. */
    public enum Why {
        /** The request's value fits the listed value {@code about}. */
        FITS,
        /** The request's value fits no listed value. */
        FITS_NONE,
        /** Of several values, {@code about} fits what is listed. */
        ONE_FITS,
        /** Of several values, none fits what is listed. */
        NO_VALUE_FITS,
        /** Of several values, each fits what is listed. */
        EACH_FITS,
        /** Of several values, {@code about} does not fit what is listed. */
        ONE_DOES_NOT_FIT,
        /** The request has no such key. */
        ABSENT,
        /** The request has no such key, and the operator ends in {@code IfExists}. */
        ABSENT_IF_EXISTS,
        /** The request has no such key, which a negated operator is content with. */
        ABSENT_NEGATED,
        /** The request has no such key, which {@code ForAllValues} is content with. */
        ABSENT_FOR_ALL,
        /** {@code Null} asks whether the key is there, and it is. */
        PRESENT,
        /** The key has several values by its nature and needs {@code ForAllValues} or {@code ForAnyValue}. */
        NEEDS_SET_OPERATOR,
        /** The request's value {@code about} is not of the operator's type. */
        VALUE_OF_OTHER_TYPE,
        /** The listed value {@code about} is not of the operator's type. */
        LISTED_OF_OTHER_TYPE,
        /** A listed value has the variable {@code about}, for which the request has no value. */
        VARIABLE_WITHOUT_VALUE
    }

    /** How one value of the request stands to what is listed. */
    private record Fit(boolean holds, Why why, Optional<String> about) {}

    /** What is the same for each value of the request. */
    private record Trier(Condition condition, LanguageVersion version, RequestContext context) {

        private ConditionTrial run() {
            var found = context.find(condition.key().toLowerCase(Locale.ROOT));
            if (condition.operator().comparison() == Comparison.NULL) {
                return presence(found);
            }
            if (found.isEmpty()) {
                return absent();
            }
            return switch (found.get()) {
                case ContextKeys.Single(var value) -> single(found, value);
                case ContextKeys.Multiple(var values) -> several(found, values);
            };
        }

        private ConditionTrial presence(Optional<ContextKeys.Value> found) {
            var wanted = found.isPresent() ? "false" : "true";
            var holds = condition.values().stream().anyMatch(wanted::equalsIgnoreCase);
            var why = found.isPresent() ? Why.PRESENT : Why.ABSENT;
            return new ConditionTrial(found, holds, why, Optional.empty());
        }

        private ConditionTrial absent() {
            var operator = condition.operator();
            if (operator.ifExists()) {
                return absent(true, Why.ABSENT_IF_EXISTS);
            }
            return switch (operator.quantifier()) {
                case ALL -> absent(true, Why.ABSENT_FOR_ALL);
                case ANY -> absent(false, Why.ABSENT);
                case ONE ->
                    operator.comparison().negated()
                            ? absent(true, Why.ABSENT_NEGATED)
                            : absent(false, Why.ABSENT);
            };
        }

        private static ConditionTrial absent(boolean holds, Why why) {
            return new ConditionTrial(Optional.empty(), holds, why, Optional.empty());
        }

        private ConditionTrial single(Optional<ContextKeys.Value> found, String value) {
            if (condition.operator().quantifier() == ConditionOperator.Quantifier.ALL
                    && value.isEmpty()) {
                return new ConditionTrial(found, true, Why.ABSENT_FOR_ALL, Optional.empty());
            }
            var fit = fit(value);
            return new ConditionTrial(found, fit.holds(), fit.why(), fit.about());
        }

        private ConditionTrial several(Optional<ContextKeys.Value> found, List<String> values) {
            return switch (condition.operator().quantifier()) {
                case ONE ->
                    new ConditionTrial(found, false, Why.NEEDS_SET_OPERATOR, Optional.empty());
                case ALL ->
                    values.stream()
                            .filter(value -> !value.isEmpty() && !fit(value).holds())
                            .findFirst()
                            .map(value -> new ConditionTrial(
                                    found, false, Why.ONE_DOES_NOT_FIT, Optional.of(value)))
                            .orElseGet(() -> new ConditionTrial(
                                    found, true, Why.EACH_FITS, Optional.empty()));
                case ANY ->
                    values.stream()
                            .filter(value -> fit(value).holds())
                            .findFirst()
                            .map(value -> new ConditionTrial(
                                    found, true, Why.ONE_FITS, Optional.of(value)))
                            .orElseGet(() -> new ConditionTrial(
                                    found, false, Why.NO_VALUE_FITS, Optional.empty()));
            };
        }

        private Fit fit(String value) {
            var negated = condition.operator().comparison().negated();
            if (test(List.of(), value) == ValueTest.Outcome.INCOMPARABLE) {
                return new Fit(false, Why.VALUE_OF_OTHER_TYPE, Optional.of(value));
            }
            var strange = Optional.<String>empty();
            for (var listed : condition.values()) {
                switch (test(List.of(listed), value)) {
                    case MATCH -> {
                        return new Fit(!negated, Why.FITS, Optional.of(listed));
                    }
                    case INCOMPARABLE -> strange = strange.or(() -> Optional.of(listed));
                    case NO_MATCH -> {
                        // The next may fit.
                    }
                }
            }
            if (strange.isPresent()) {
                return new Fit(false, Why.LISTED_OF_OTHER_TYPE, strange);
            }
            var variable = negated ? Optional.<String>empty() : variableWithoutValue();
            return variable.isPresent()
                    ? new Fit(false, Why.VARIABLE_WITHOUT_VALUE, variable)
                    : new Fit(negated, Why.FITS_NONE, Optional.empty());
        }

        private ValueTest.Outcome test(List<String> listed, String value) {
            return ValueTest.compile(condition.operator().comparison(), listed, version)
                    .test(value, context);
        }

        private Optional<String> variableWithoutValue() {
            for (var listed : condition.values()) {
                for (var piece : Piece.parse(listed, version, Piece.Wildcards.LITERAL)) {
                    if (piece instanceof Piece.Variable variable && !hasValue(variable)) {
                        return Optional.of(variable.lowerCaseKey());
                    }
                }
            }
            return Optional.empty();
        }

        private boolean hasValue(Piece.Variable variable) {
            var found = context.find(variable.lowerCaseKey());
            return found.isPresent()
                    ? found.get() instanceof ContextKeys.Single
                    : variable.fallback().isPresent();
        }
    }

    /** Tries {@code condition}, which stands in a document of that version, on a request. */
    public static ConditionTrial of(
            Condition condition, LanguageVersion version, RequestContext context) {
        return new Trier(condition, version, context).run();
    }
}
