package dev.keyward.policy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DecimalsTest {

    @Test
    void readsDecimalNumbers() {
        for (var text :
                List.of("0", "007", "-1.50", "+2", ".5", "5.", "3e2", "3E-2", "1".repeat(64))) {
            assertEquals(Optional.of(new BigDecimal(text)), Decimals.parse(text), text);
        }
    }

    @Test
    void refusesWhatIsNone() {
        for (var text : List.of(
                "",
                " 1",
                "1 ",
                "1,5",
                "0x1",
                "NaN",
                "1.2.3",
                "e3",
                "-",
                "\u0661",
                "1\u0080",
                "1".repeat(65))) {
            assertTrue(Decimals.parse(text).isEmpty(), text);
        }
    }
}
