package dev.keyward.policy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatesTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01, 0",
        "1970-01-02, 86400",
        "1970-01-01T00:01Z, 60",
        "1970-01-01T00:00:01, 1",
        "1970-01-01T01:00:00+01:00, 0",
        "1970-01-01T00:00:00-0130, 5400",
        "1970-01-01t00:00:00.25z, 0.25",
        "2026-11-24T12:00:00Z, 1795521600",
        "2024-02-29, 1709164800",
        "1795521600, 1795521600",
        "2026, 2026",
        "1546257599.5, 1546257599.5",
        "-1, -1"
    })
    void readsSecondsSince1970(String text, BigDecimal seconds) {
        assertEquals(0, seconds.compareTo(Dates.parse(text).orElseThrow()), text);
    }

    @Test
    void readsWholeSecondsToTheSameMoment() {
        var random = new SplittableRandom(11);
        for (var round = 0; round < 50_000; round++) {
            var text = "%04d-%02d-%02dT%02d:%02d:%02dZ"
                    .formatted(
                            random.nextInt(10_000),
                            random.nextInt(14),
                            random.nextInt(33),
                            random.nextInt(25),
                            random.nextInt(61),
                            random.nextInt(61));
            var exact = Dates.parse(text).map(BigDecimal::longValueExact);
            assertEquals(exact.orElse(Decimals.NOT_WHOLE), Dates.wholeSeconds(text), text);
        }
        assertEquals(1_795_521_600, Dates.wholeSeconds("1795521600"));
        assertEquals(Decimals.NOT_WHOLE, Dates.wholeSeconds("2026-11-24"));
        assertEquals(Decimals.NOT_WHOLE, Dates.wholeSeconds("2026-11-24t12:00:00Z"));
        assertEquals(Decimals.NOT_WHOLE, Dates.wholeSeconds("9".repeat(19)));
        assertEquals(Decimals.NOT_WHOLE, Dates.wholeSeconds("1.5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "2026-13-01",
                "2026-02-30",
                "2026-1-1",
                "2026-11-24T25:00:00Z",
                "2026-11-24T12",
                "2026-11-24 12:00:00Z",
                "2026-11-24T12:00:00+19:00",
                "2026-11-24T12:00:00.1234567890Z",
                "2026-11-24Z",
                "\u0662026-11-24"
            })
    void refusesWhatIsNoDate(String text) {
        assertTrue(Dates.parse(text).isEmpty(), text);
    }

    @Test
    void refusesNumbersTooLongToMeanAnything() {
        assertTrue(Decimals.parse("9".repeat(65)).isEmpty());
        assertTrue(Decimals.parse("1e99999999999").isEmpty());
        assertTrue(Decimals.parse("\u0665").isEmpty());
        assertEquals(new BigDecimal("1e9"), Decimals.parse("1e9").orElseThrow());
    }
}
