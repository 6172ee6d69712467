package dev.keyward.policy.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Text with case, exact or with wildcards. */
record StringTest(Set<String> exact, List<TextPattern> patterns) implements ValueTest {

    static StringTest of(List<String> values, LanguageVersion version, Piece.Wildcards wildcards) {
        var exact = new HashSet<String>();
        var patterns = new ArrayList<TextPattern>();
        for (var value : values) {
            if (TextPattern.compile(value, version, wildcards)
                    instanceof TextPattern.Exact(var text)) {
                exact.add(text);
            } else {
                patterns.add(TextPattern.compile(value, version, wildcards));
            }
        }
        return new StringTest(Set.copyOf(exact), List.copyOf(patterns));
    }

    @Override
    public Outcome test(String value, RequestContext context) {
        if (exact.contains(value)) {
            return Outcome.MATCH;
        }
        for (var index = 0; index < patterns.size(); index++) {
            if (patterns.get(index).matches(value, context)) {
                return Outcome.MATCH;
            }
        }
        return Outcome.NO_MATCH;
    }

    @Override
    public boolean comparable() {
        return true;
    }
}
