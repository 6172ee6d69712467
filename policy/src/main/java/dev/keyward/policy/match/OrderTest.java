package dev.keyward.policy.match;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers or dates, both as exact decimals; dates are seconds since 1970. */
record OrderTest(Relation relation, Unit unit, List<Listed> listed, boolean comparable)
        implements ValueTest {

    /** What is compared. */
    enum Unit {
        NUMBER,
        DATE;

        private Optional<BigDecimal> exact(String text) {
            return switch (this) {
                case NUMBER -> Decimals.parse(text);
                case DATE -> Dates.parse(text);
            };
        }

        /** The same where it is whole and plainly written, as it mostly is, and then at no cost. */
        private long whole(String text) {
            return switch (this) {
                case NUMBER -> Decimals.whole(text);
                case DATE -> Dates.wholeSeconds(text);
            };
        }
    }

    /** A value of the policy; {@code whole} is it, too, unless it is {@link Decimals#NOT_WHOLE}. */
    record Listed(BigDecimal exact, long whole) {}

    /** How the request's value must stand to the policy's. */
    enum Relation {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        private boolean holds(int comparedToPolicy) {
            return switch (this) {
                case EQUAL -> comparedToPolicy == 0;
                case LESS -> comparedToPolicy < 0;
                case LESS_OR_EQUAL -> comparedToPolicy <= 0;
                case GREATER -> comparedToPolicy > 0;
                case GREATER_OR_EQUAL -> comparedToPolicy >= 0;
            };
        }
    }

    static OrderTest ofNumbers(Relation relation, List<String> values) {
        return of(relation, values, Unit.NUMBER);
    }

    static OrderTest ofDates(Relation relation, List<String> values) {
        return of(relation, values, Unit.DATE);
    }

    private static OrderTest of(Relation relation, List<String> values, Unit unit) {
        var listed = new ArrayList<Listed>();
        for (var value : values) {
            unit.exact(value).ifPresent(exact -> listed.add(new Listed(exact, unit.whole(value))));
        }
        return new OrderTest(relation, unit, List.copyOf(listed), listed.size() == values.size());
    }

    @Override
    public Outcome test(String value, RequestContext context) {
        var whole = unit.whole(value);
        if (whole == Decimals.NOT_WHOLE) {
            return unit.exact(value).map(this::test).orElse(Outcome.INCOMPARABLE);
        }
        for (var candidate : listed) {
            var compared = candidate.whole() == Decimals.NOT_WHOLE
                    ? BigDecimal.valueOf(whole).compareTo(candidate.exact())
                    : Long.compare(whole, candidate.whole());
            if (relation.holds(compared)) {
                return Outcome.MATCH;
            }
        }
        return unmatched();
    }

    private Outcome test(BigDecimal exact) {
        for (var candidate : listed) {
            if (relation.holds(exact.compareTo(candidate.exact()))) {
                return Outcome.MATCH;
            }
        }
        return unmatched();
    }

    private Outcome unmatched() {
        return comparable ? Outcome.NO_MATCH : Outcome.INCOMPARABLE;
    }
}
