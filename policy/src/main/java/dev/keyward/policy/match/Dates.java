package dev.keyward.policy.match;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates of policies and requests: ISO 8601 in the W3C's profile, from {@code 2026-11} to
 * {@code 2026-11-24T12:00:00.5+01:00}, or seconds since 1970. Without an offset, UTC is meant. A number
 * alone is always seconds, never a year.
 *
 * <p>Source: IAM User Guide, "Date condition operators"; W3C, "Date and Time Formats".
 */
final class Dates {

    private static final Pattern W3C = Pattern.compile("(\\d{4})-(\\d{2})(?:-(\\d{2}))?"
            + "(?:[Tt](\\d{2}):(\\d{2})(?::(\\d{2})(\\.\\d{1,9})?)?([Zz]|[+-]\\d{2}:?\\d{2})?)?");

    private Dates() {}

    /** Seconds since 1970; empty if the text is no date. */
    static Optional<BigDecimal> parse(String text) {
        if (text.length() < 5 || text.charAt(4) != '-') {
            return Decimals.parse(text);
        }
        var matcher = W3C.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            var date = LocalDate.of(
                    number(matcher.group(1), 1),
                    number(matcher.group(2), 1),
                    number(matcher.group(3), 1));
            var time = LocalTime.of(
                    number(matcher.group(4), 0),
                    number(matcher.group(5), 0),
                    number(matcher.group(6), 0));
            var offset = matcher.group(8) == null ? ZoneOffset.UTC : offset(matcher.group(8));
            var seconds = BigDecimal.valueOf(date.atTime(time).toEpochSecond(offset));
            var fraction = matcher.group(7);
            return Optional.of(
                    fraction == null ? seconds : seconds.add(new BigDecimal("0" + fraction)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static ZoneOffset offset(String text) {
        return ZoneOffset.of(text.equals("z") ? "Z" : text);
    }
}
