package dev.keyward.policy.match;

import java.util.List;

/** Text without case. Variables are put in first, so both their text and the rest lose their case. */
record FoldedTest(List<TextPattern> patterns) implements ValueTest {

    static FoldedTest of(List<String> values, LanguageVersion version) {
        return new FoldedTest(values.stream()
                .map(value -> TextPattern.compile(value, version, Piece.Wildcards.LITERAL))
                .toList());
    }

    @Override
    public Outcome test(String value, RequestContext context) {
        for (var index = 0; index < patterns.size(); index++) {
            if (patterns.get(index).equalsIgnoreCase(value, context)) {
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
