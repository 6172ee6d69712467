package dev.keyward.policy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.match.ConditionOperator.Quantifier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConditionOperatorTest {

    @Test
    void readsEveryOperatorWithEveryPrefixAndSuffixInAnyCase() {
        for (var comparison : Comparison.values()) {
            for (var prefix : List.of("", "ForAllValues:", "ForAnyValue:")) {
                var quantifier = switch (prefix) {
                    case "" -> Quantifier.ONE;
                    case "ForAllValues:" -> Quantifier.ALL;
                    default -> Quantifier.ANY;
                };
                var name = prefix + comparison.written();
                var plain = Optional.of(new ConditionOperator(comparison, quantifier, false));
                assertEquals(plain, ConditionOperator.find(name));
                assertEquals(plain, ConditionOperator.find(name.toUpperCase(Locale.ROOT)));
                assertEquals(
                        comparison == Comparison.NULL
                                ? Optional.empty()
                                : Optional.of(new ConditionOperator(comparison, quantifier, true)),
                        ConditionOperator.find(name + "IfExists"));
            }
        }
    }

    @Test
    void knowsNoOthers() {
        for (var name : List.of(
                "",
                "IfExists",
                "ForAllValues:",
                "ForAnyValue:IfExists",
                "String",
                "StringEqualsIfExistsIfExists",
                "ForAnyValue:ForAllValues:StringEquals",
                "StringEqualsForAnyValue:",
                "StringEquals ")) {
            assertTrue(ConditionOperator.find(name).isEmpty(), name);
        }
    }

    @Test
    void isNegatedIfItsNameSaysNot() {
        for (var comparison : Comparison.values()) {
            assertEquals(comparison.written().contains("Not"), comparison.negated());
        }
    }

    @Test
    void readsTheVersionsThereAre() {
        assertEquals(Optional.of(LanguageVersion.V2008), LanguageVersion.find("2008-10-17"));
        assertEquals(Optional.of(LanguageVersion.V2012), LanguageVersion.find("2012-10-17"));
        assertEquals(Optional.empty(), LanguageVersion.find("2012-10-18"));
        assertEquals("2008-10-17", LanguageVersion.V2008.written());
    }
}
