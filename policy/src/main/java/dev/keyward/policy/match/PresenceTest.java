package dev.keyward.policy.match;

import java.util.List;

/** The values of {@code Null}, which compares no values: {@link Condition} looks at presence alone. */
record PresenceTest(boolean comparable) implements ValueTest {

    static PresenceTest of(List<String> values) {
        return new PresenceTest(values.stream()
                .allMatch(value ->
                        value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")));
    }

    @Override
    public Outcome test(String value, RequestContext context) {
        return Outcome.INCOMPARABLE;
    }
}
