package dev.keyward.policy.match;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads the decimal numbers of policies and requests. */
final class Decimals {

    /** Longer than any number that means something, and short enough to be compared at no cost. */
    private static final int MOST_CHARACTERS = 64;

    private Decimals() {}

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
