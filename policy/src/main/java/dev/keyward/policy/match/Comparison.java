package dev.keyward.policy.match;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a condition compares, without its set prefix and its {@code IfExists}.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
public enum Comparison {
    STRING_EQUALS("StringEquals", false),
    STRING_NOT_EQUALS("StringNotEquals", true),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true),
    STRING_LIKE("StringLike", false),
    STRING_NOT_LIKE("StringNotLike", true),
    NUMERIC_EQUALS("NumericEquals", false),
    NUMERIC_NOT_EQUALS("NumericNotEquals", true),
    NUMERIC_LESS_THAN("NumericLessThan", false),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false),
    DATE_EQUALS("DateEquals", false),
    DATE_NOT_EQUALS("DateNotEquals", true),
    DATE_LESS_THAN("DateLessThan", false),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false),
    DATE_GREATER_THAN("DateGreaterThan", false),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false),
    BOOL("Bool", false),
    BINARY_EQUALS("BinaryEquals", false),
    IP_ADDRESS("IpAddress", false),
    NOT_IP_ADDRESS("NotIpAddress", true),
    ARN_EQUALS("ArnEquals", false),
    ARN_NOT_EQUALS("ArnNotEquals", true),
    ARN_LIKE("ArnLike", false),
    ARN_NOT_LIKE("ArnNotLike", true),
    NULL("Null", false);

    private static final Map<String, Comparison> BY_LOWER_CASE_NAME = byLowerCaseName();

    private final String written;
    private final boolean negated;

    Comparison(String written, boolean negated) {
        this.written = written;
        this.negated = negated;
    }

    private static Map<String, Comparison> byLowerCaseName() {
        var found = new HashMap<String, Comparison>();
        for (var comparison : values()) {
            found.put(comparison.written.toLowerCase(Locale.ROOT), comparison);
        }
        return Map.copyOf(found);
    }

    static Optional<Comparison> find(String lowerCaseName) {
        return Optional.ofNullable(BY_LOWER_CASE_NAME.get(lowerCaseName));
    }

    public String written() {
        return written;
    }

    /** Whether it holds when no listed value fits, and so also when the key is absent. */
    public boolean negated() {
        return negated;
    }
}
