package dev.keyward.policy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class GlobTest {

    private static final int ROUNDS = 200_000;

    private static Glob glob(String pattern) {
        return Glob.of(Piece.parse(pattern, LanguageVersion.V2008, Piece.Wildcards.MEANT));
    }

    @Test
    void agreesWithARegularExpression() {
        var random = new SplittableRandom(7);
        for (var round = 0; round < ROUNDS; round++) {
            var pattern = text(random, "ab*?", 7);
            var value = text(random, "ab", 9);
            var regex = pattern.replace("*", ".*").replace("?", ".");
            assertEquals(
                    Pattern.matches(regex, value),
                    glob(pattern).matches(value),
                    pattern + " on " + value);
        }
    }

    /** Runs with gaps are looked for 64 characters at a time. */
    @Test
    void findsRunsWithGapsOfAnyLength() {
        var random = new SplittableRandom(8);
        for (var round = 0; round < 2_000; round++) {
            var run = new StringBuilder();
            var found = new StringBuilder();
            for (var length = 1 + random.nextInt(200); length > 0; length--) {
                var letter = "ab".charAt(random.nextInt(2));
                run.append(random.nextInt(4) == 0 ? '?' : letter);
                found.append(run.charAt(run.length() - 1) == '?' ? 'c' : letter);
            }
            var before = text(random, "abc", 300);
            var value = before + (random.nextBoolean() ? found : "") + text(random, "abc", 300);
            var pattern = "*" + run + "*";
            var regex = pattern.replace("*", ".*").replace("?", ".");
            assertEquals(
                    Pattern.matches(regex, value),
                    glob(pattern).matches(value),
                    pattern + " on " + value);
        }
    }

    private static String text(SplittableRandom random, String alphabet, int most) {
        var text = new StringBuilder();
        for (var left = random.nextInt(most); left > 0; left--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void matchesTheWholeText() {
        assertTrue(glob("abc").matches("abc"));
        assertFalse(glob("abc").matches("abcd"));
        assertFalse(glob("bc").matches("abc"));
        assertTrue(glob("").matches(""));
        assertFalse(glob("").matches("a"));
        assertTrue(glob("*").matches(""));
        assertFalse(glob("a*a").matches("a"));
    }

    @Test
    void takesNoOtherCharacterForAWildcard() {
        assertTrue(glob("a.c[d]\\e").matches("a.c[d]\\e"));
        assertFalse(glob("a.c").matches("abc"));
        assertTrue(glob("a*c").matches("a\nc"));
    }

    /** Would take longer than the universe is old if each star were tried at each place. */
    @Test
    void doesNotBacktrackOverSeveralStars() {
        var pattern = "*a".repeat(5_000) + "*b";
        assertFalse(glob(pattern).matches("a".repeat(100_000)));
        assertTrue(glob(pattern).matches("a".repeat(100_000) + "b"));
        assertFalse(glob("*?a".repeat(2_000) + "*b").matches("a".repeat(20_000)));
    }
}
