package dev.keyward.wire.sigv4;

import dev.keyward.wire.CommonError;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The time at which a request says that it was signed, and whether that is near enough to ours. */
final class RequestTime {

    /** AWS's limit on the life of a presigned request: a week. */
    private static final int MAX_EXPIRES_SECONDS = 604_800;

    private static final String FORM = "yyyyMMddTHHmmssZ";

    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern(
                    "uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private RequestTime() {}

    static String format(Instant time) {
        return BASIC.format(time);
    }

    /**
     * The time of {@code parts}.
     *
     * <p>A presigned request is good for as long as it says and no longer than {@code skew}, whatever
     * it says: AWS's query services let none live longer either.
     */
    static Instant check(SignatureParts parts, Duration skew, Instant now) throws Refused {
        Instant signedAt = parse(parts.date());
        Instant today = now.truncatedTo(ChronoUnit.SECONDS);
        String allowance = skew.toMinutes() + " min.";
        if (signedAt.isBefore(today.minus(skew))) {
            throw new Refused(
                    CommonError.SIGNATURE,
                    "Signature expired: " + format(signedAt) + " is now earlier than "
                            + format(today.minus(skew)) + " (" + format(today) + " - " + allowance
                            + ")");
        }
        if (signedAt.isAfter(today.plus(skew))) {
            throw new Refused(
                    CommonError.SIGNATURE,
                    "Signature not yet current: " + format(signedAt) + " is still later than "
                            + format(today.plus(skew)) + " (" + format(today) + " + " + allowance
                            + ")");
        }
        if (parts.expires().isPresent()) {
            Instant end = signedAt.plusSeconds(expires(parts.expires().get()));
            if (today.isAfter(end)) {
                throw new Refused(
                        CommonError.SIGNATURE,
                        "Signature expired: " + format(end) + " is now earlier than "
                                + format(today));
            }
        }
        return signedAt;
    }

    private static Instant parse(String date) throws Refused {
        try {
            if (date.length() == FORM.length() && date.charAt(8) == 'T' && date.charAt(15) == 'Z') {
                return LocalDateTime.of(
                                number(date, 0, 4),
                                number(date, 4, 6),
                                number(date, 6, 8),
                                number(date, 9, 11),
                                number(date, 11, 13),
                                number(date, 13, 15))
                        .toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeException e) {
            // Told below: a date in the right form that no calendar has is no date either.
        }
        throw new Refused(
                CommonError.INCOMPLETE_SIGNATURE,
                "Date must be in ISO-8601 'basic format'. Got '" + SignatureParts.shown(date)
                        + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    /** The digits as a number, or one that no date has. */
    private static int number(String date, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            char digit = date.charAt(i);
            if (digit < '0' || digit > '9') {
                return Integer.MAX_VALUE;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private static int expires(String text) throws Refused {
        boolean isNumber = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int seconds = isNumber && text.length() <= 6 ? Integer.parseInt(text) : 0;
        if ((isNumber && text.length() > 6) || seconds > MAX_EXPIRES_SECONDS) {
            throw new Refused(
                    CommonError.INCOMPLETE_SIGNATURE,
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given"
                            + " X-Amz-Expires must be less than " + MAX_EXPIRES_SECONDS
                            + " seconds");
        }
        if (seconds == 0) {
            throw new Refused(
                    CommonError.INCOMPLETE_SIGNATURE, "X-Amz-Expires should be a positive number");
        }
        return seconds;
    }
}
