package dev.keyward.policy.match;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
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

    /** How AWS and its clients write a moment, with a zero for any digit. */
    private static final String USUAL = "0000-00-00T00:00:00Z";

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

    /**
     * As {@link #parse}, without allocating, for the usual {@code 2026-11-24T12:00:00Z} and whole seconds;
     * {@link Decimals#NOT_WHOLE} for everything else, dates or not.
     */
    static long wholeSeconds(String text) {
        if (text.length() != USUAL.length()) {
            return text.indexOf('-', 1) < 0 ? Decimals.whole(text) : Decimals.NOT_WHOLE;
        }
        for (var at = 0; at < USUAL.length(); at++) {
            var c = text.charAt(at);
            var wanted = USUAL.charAt(at);
            if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
                return Decimals.NOT_WHOLE;
            }
        }
        var year = digits(text, 0, 4);
        var month = digits(text, 5, 7);
        var day = digits(text, 8, 10);
        var hour = digits(text, 11, 13);
        var minute = digits(text, 14, 16);
        var second = digits(text, 17, 19);
        if (month < 1
                || month > 12
                || day < 1
                || day > Month.of(month).length(Year.isLeap(year))
                || hour > 23
                || minute > 59
                || second > 59) {
            return Decimals.NOT_WHOLE;
        }
        var minutes = (LocalDate.of(year, month, day).toEpochDay() * 24 + hour) * 60 + minute;
        return minutes * 60 + second;
    }

    private static int digits(String text, int start, int end) {
        var number = 0;
        for (var at = start; at < end; at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static ZoneOffset offset(String text) {
        return ZoneOffset.of(text.equals("z") ? "Z" : text);
    }
}
