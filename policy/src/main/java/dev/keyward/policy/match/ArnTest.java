package dev.keyward.policy.match;

import java.util.ArrayList;
import java.util.List;

/** ARNs, part by part, with wildcards in each; ArnEquals and ArnLike are the same. */
record ArnTest(List<ArnPattern> patterns, boolean comparable) implements ValueTest {

    static ArnTest of(List<String> values, LanguageVersion version) {
        var patterns = new ArrayList<ArnPattern>();
        for (var value : values) {
            ArnPattern.ofCondition(value, version).ifPresent(patterns::add);
        }
        return new ArnTest(List.copyOf(patterns), patterns.size() == values.size());
    }

    @Override
    public Outcome test(String value, RequestContext context) {
        var arn = ArnParts.find(value);
        if (arn.isEmpty()) {
            return Outcome.INCOMPARABLE;
        }
        for (var pattern : patterns) {
            if (pattern.matches(arn.get(), context)) {
                return Outcome.MATCH;
            }
        }
        return comparable ? Outcome.NO_MATCH : Outcome.INCOMPARABLE;
    }
}
