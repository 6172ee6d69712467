package dev.keyward.policy.match;

import java.util.ArrayList;
import java.util.List;

/** {@code true} and {@code false}, without case. */
record BoolTest(List<TextPattern> patterns, boolean comparable) implements ValueTest {

    static BoolTest of(List<String> values, LanguageVersion version) {
        var patterns = new ArrayList<TextPattern>();
        var comparable = true;
        for (var value : values) {
            var pattern = TextPattern.compile(value, version, Piece.Wildcards.LITERAL);
            patterns.add(pattern);
            comparable &= !(pattern instanceof TextPattern.Exact(var text)) || isBool(text);
        }
        return new BoolTest(List.copyOf(patterns), comparable);
    }

    @Override
    public Outcome test(String value, RequestContext context) {
        if (!isBool(value)) {
            return Outcome.INCOMPARABLE;
        }
        for (var index = 0; index < patterns.size(); index++) {
            if (patterns.get(index).equalsIgnoreCase(value, context)) {
                return Outcome.MATCH;
            }
        }
        return Outcome.NO_MATCH;
    }

    private static boolean isBool(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }
}
