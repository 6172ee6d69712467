package dev.keyward.wire.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TimestampsTest {

    @Test
    void dropsDigitsBeyondNanoseconds() {
        assertEquals(
                Optional.of(Instant.ofEpochSecond(1, 500_000_000)),
                Timestamps.ofEpochSeconds(new BigDecimal("1.50000000019")));
    }

    @Test
    void refusesExponentsThatCostTimeToRound() {
        for (var text : new String[] {"1e-101", "1e-20000000", "-1e-2147483647", "1e2147483647"}) {
            assertEquals(Optional.empty(), Timestamps.ofEpochSeconds(new BigDecimal(text)), text);
            assertEquals(Optional.empty(), Timestamps.parse(text), text);
        }
    }
}
