package dev.keyward.policy.match;

import dev.keyward.policy.Arn;

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
        for (var index = 0; index < patterns.size(); index++) {
            if (patterns.get(index).matches(value, context)) {
                return Outcome.MATCH;
            }
        }
        return comparable && Arn.isArn(value) ? Outcome.NO_MATCH : Outcome.INCOMPARABLE;
    }
}
