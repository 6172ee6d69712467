package dev.keyward.crypto.symmetric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TotpTest {

    /** The secret of both RFCs. */
    private static final SecretBytes SEED =
            SecretBytes.copyOf("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    private static Stream<Providers> providers() {
        return Stream.of(Providers.best(), Providers.jdk());
    }

    private static Stream<Arguments> codes() {
        // RFC 6238, appendix B, SHA-1: of its eight digits the last six.
        return providers()
                .flatMap(lib -> Stream.of(
                        Arguments.of(lib, 59L, "287082"),
                        Arguments.of(lib, 1_111_111_109L, "081804"),
                        Arguments.of(lib, 1_111_111_111L, "050471"),
                        Arguments.of(lib, 1_234_567_890L, "005924"),
                        Arguments.of(lib, 2_000_000_000L, "279037"),
                        Arguments.of(lib, 20_000_000_000L, "353130")));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void showsTheCodesOfTheRfc(Providers providers, long second, String code) {
        var step = Totp.stepAt(Instant.ofEpochSecond(second));
        assertEquals(code, new Totp(providers).code(SEED, step));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void showsTheCodesOfTheRfcByCounter(Providers providers) {
        // RFC 4226, appendix D.
        var totp = new Totp(providers);
        assertEquals(
                List.of(
                        "755224", "287082", "359152", "969429", "338314", "254676", "287922",
                        "162583", "399871", "520489"),
                LongStream.range(0, 10).mapToObj(step -> totp.code(SEED, step)).toList());
    }

    @Test
    void findsTheStepsOfACodeWithinBoundsOnly() {
        var totp = new Totp(Providers.best());
        assertEquals(List.of(3L), totp.stepsWith(SEED, "969429", 0, 9));
        assertEquals(List.of(3L), totp.stepsWith(SEED, "969429", 3, 3));
        assertEquals(List.of(), totp.stepsWith(SEED, "969429", 4, 9));
        assertEquals(List.of(), totp.stepsWith(SEED, "969429", 0, 2));
        assertEquals(List.of(), totp.stepsWith(SEED, "96942", 0, 9));
        assertEquals(List.of(), totp.stepsWith(SEED, "", 0, 9));
    }

    @Test
    void countsStepsOfThirtySeconds() {
        assertEquals(0, Totp.stepAt(Instant.ofEpochSecond(29, 999_999_999)));
        assertEquals(1, Totp.stepAt(Instant.ofEpochSecond(30)));
        assertEquals(Instant.ofEpochSecond(30), Totp.beginningOf(1));
        assertEquals(-1, Totp.stepAt(Instant.ofEpochSecond(-1)));
    }

    @Test
    void writesSeedsInBase32() {
        // RFC 4648, section 10.
        var text = Totp.text(SecretBytes.copyOf("fooba".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(
                "MZXW6YTB",
                text.<String>use(bytes -> new String(bytes, StandardCharsets.US_ASCII)));
    }
}
