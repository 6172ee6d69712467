package dev.keyward.server.http;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The {@code Date} header, by which SDKs correct their clocks. Formatted once a second. Safe for use
 * by many threads.
 *
 * <p>Source: RFC 9110, section 5.6.7.
 */
final class HttpDates {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private volatile Second last = new Second(-1, "");

    private record Second(long epochSecond, String text) {}

    HttpDates(InstantSource clock) {
        this.clock = clock;
    }

    String now() {
        var instant = clock.instant();
        var second = last;
        if (second.epochSecond != instant.getEpochSecond()) {
            second = new Second(instant.getEpochSecond(), FORMAT.format(instant));
            last = second;
        }
        return second.text;
    }
}
