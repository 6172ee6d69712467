package dev.keyward.policy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ConditionTest {

    private static Condition condition(String operator, String... values) {
        return Condition.of(
                ConditionOperator.find(operator).orElseThrow(),
                "aws:Key",
                List.of(values),
                LanguageVersion.V2012);
    }

    @Test
    void keepsWhatThePolicyWrites() {
        var condition = condition("ForAnyValue:StringLike", "a*", "B");
        assertEquals("aws:Key", condition.key());
        assertEquals(List.of("a*", "B"), condition.values());
        assertEquals("StringLike", condition.operator().comparison().written());
        assertEquals(ConditionOperator.Quantifier.ANY, condition.operator().quantifier());
    }

    /** What cannot be compared is told, as nothing ever fits it. */
    @Test
    void saysWhetherItsValuesCanBeCompared() {
        for (var row : List.of(
                "StringEquals|anything",
                "StringEqualsIgnoreCase|",
                "Bool|TRUE",
                "Bool|${aws:x}",
                "NumericEquals|-1.5e3",
                "DateEquals|2026-11-24",
                "DateEquals|1795521600",
                "IpAddress|10.0.0.0/8",
                "ArnLike|arn:*:*:*:*:*",
                "BinaryEquals|YWI=",
                "Null|False")) {
            var parts = row.split("\\|", -1);
            assertEquals(true, condition(parts[0], parts[1]).comparable(), row);
        }
        for (var row : List.of(
                "Bool|yes",
                "Bool|",
                "NumericEquals|one",
                "NumericEquals|${aws:x}",
                "NumericLessThan|" + "1".repeat(65),
                "DateEquals|2026-13-01",
                "IpAddress|10.0.0.0/33",
                "NotIpAddress|host",
                "ArnLike|arn:aws:kms:*",
                "ArnEquals|*",
                "BinaryEquals|YWI==",
                "Null|yes")) {
            var parts = row.split("\\|", -1);
            assertEquals(false, condition(parts[0], parts[1]).comparable(), row);
        }
        assertEquals(false, condition("NumericEquals", "1", "one").comparable());
        assertEquals(true, condition("NumericEquals").comparable());
    }
}
