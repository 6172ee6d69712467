package dev.keyward.wire.protocol;

import dev.keyward.wire.model.Shape.TimestampFormat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Times on the wire. What comes in may have any of the three forms; what goes out has the one asked
 * for.
 *
 * <p>Limits: the years 0 to 9999 come in.
 *
 * <p>Source: Smithy, "Timestamp formats".
 */
final class Timestamps {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** No time of interest has more characters; longer numbers would only cost time. */
    private static final int MAX_LENGTH = 40;

    /** A few characters such as {@code 1e-99999999} would cost minutes to round. */
    private static final int MAX_SCALE = 100;

    private Timestamps() {}

    /** Reads ISO 8601 with any offset, an HTTP date, or epoch seconds in decimal. */
    static Optional<Instant> parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            if (Character.isLetter(text.charAt(0))) {
                return inRange(HTTP_DATE.parse(text, Instant::from));
            }
            if (text.indexOf('T') > 0 || text.indexOf('t') > 0) {
                return inRange(OffsetDateTime.parse(text).toInstant());
            }
            return ofEpochSeconds(new BigDecimal(text));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The time that many seconds after 1970; digits beyond nanoseconds are dropped. */
    static Optional<Instant> ofEpochSeconds(BigDecimal seconds) {
        boolean inRange = Math.abs((long) seconds.scale()) <= MAX_SCALE
                && seconds.precision() - seconds.scale() <= 12
                && seconds.compareTo(BigDecimal.valueOf(EARLIEST.getEpochSecond())) >= 0
                && seconds.compareTo(BigDecimal.valueOf(LATEST.getEpochSecond())) <= 0;
        if (!inRange) {
            return Optional.empty();
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long nanos = seconds.subtract(whole).movePointRight(9).longValue();
        return Optional.of(Instant.ofEpochSecond(whole.longValue(), nanos));
    }

    private static Optional<Instant> inRange(Instant time) {
        return time.isBefore(EARLIEST) || time.isAfter(LATEST)
                ? Optional.empty()
                : Optional.of(time);
    }

    /** Epoch seconds with three digits of fraction where there is one, as AWS's JSON has them. */
    static BigDecimal epochSeconds(Instant time) {
        BigDecimal millis = BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros();
        return millis.scale() < 0 ? millis.setScale(0) : millis;
    }

    /** In one of the text forms, to the second. */
    static String text(Instant time, TimestampFormat format) {
        return switch (format) {
            case OF_THE_PROTOCOL, ISO_8601 ->
                time.truncatedTo(ChronoUnit.SECONDS).toString();
            case HTTP_DATE -> HTTP_DATE.format(time);
            case EPOCH_SECONDS -> epochSeconds(time).toPlainString();
        };
    }
}
