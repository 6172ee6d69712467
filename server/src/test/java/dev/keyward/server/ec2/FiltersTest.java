package dev.keyward.server.ec2;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiltersTest {

    @ParameterizedTest
    @CsvSource({
        "abc, abc",
        "*, abc",
        "a*, abc",
        "*c, abc",
        "a?c, abc",
        "*b*, abc",
        "a**c, abc",
        "?*, a",
        "*ab*ab, abcabxab"
    })
    void fits(String pattern, String text) {
        assertTrue(Filters.matches(pattern, text));
    }

    @ParameterizedTest
    @CsvSource({"abc, abd", "ab, abc", "abc, ab", "?, ''", "a*d, abc", "A*, abc", "*ab, abcabx"})
    void doesNotFit(String pattern, String text) {
        assertFalse(Filters.matches(pattern, text));
    }

    @Test
    void endsOnPatternsThatAskForMuch() {
        assertFalse(Filters.matches("*a".repeat(500) + "b", "a".repeat(2_000)));
    }
}
