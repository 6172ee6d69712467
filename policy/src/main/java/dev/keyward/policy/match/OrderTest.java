package dev.keyward.policy.match;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Numbers or dates, both as exact decimals; dates are seconds since 1970. */
record OrderTest(
        Relation relation,
        List<BigDecimal> listed,
        boolean comparable,
        Function<String, Optional<BigDecimal>> reader)
        implements ValueTest {

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
        return of(relation, values, Decimals::parse);
    }

    static OrderTest ofDates(Relation relation, List<String> values) {
        return of(relation, values, Dates::parse);
    }

    private static OrderTest of(
            Relation relation, List<String> values, Function<String, Optional<BigDecimal>> reader) {
        var listed = new ArrayList<BigDecimal>();
        for (var value : values) {
            reader.apply(value).ifPresent(listed::add);
        }
        return new OrderTest(relation, List.copyOf(listed), listed.size() == values.size(), reader);
    }

    @Override
    public Outcome test(String value, RequestContext context) {
        var number = reader.apply(value);
        if (number.isEmpty()) {
            return Outcome.INCOMPARABLE;
        }
        for (var candidate : listed) {
            if (relation.holds(number.get().compareTo(candidate))) {
                return Outcome.MATCH;
            }
        }
        return comparable ? Outcome.NO_MATCH : Outcome.INCOMPARABLE;
    }
}
