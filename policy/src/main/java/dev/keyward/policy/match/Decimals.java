package dev.keyward.policy.match;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads the decimal numbers of policies and requests. */
final class Decimals {

    /** Longer than any number that means something, and short enough to be compared at no cost. */
    private static final int MOST_CHARACTERS = 64;

    /** Says that a text is no whole number of the plain kind; the least of all longs is none. */
    static final long NOT_WHOLE = Long.MIN_VALUE;

    /** Any number of so many digits is a long. */
    private static final int MOST_WHOLE_DIGITS = 18;

    private Decimals() {}

    /** As {@link #parse}, without allocating, for up to 18 digits alone; otherwise {@link #NOT_WHOLE}. */
    static long whole(String text) {
        if (text.isEmpty() || text.length() > MOST_WHOLE_DIGITS) {
            return NOT_WHOLE;
        }
        var number = 0L;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c < '0' || c > '9') {
                return NOT_WHOLE;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    /** The number, such as {@code -1.5} or {@code 3e2}; empty if the text is none or is too long. */
    static Optional<BigDecimal> parse(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS || !isAscii(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** BigDecimal also reads the digits of other scripts, which policies do not have. */
    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
