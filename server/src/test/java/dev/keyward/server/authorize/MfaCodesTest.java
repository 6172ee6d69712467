package dev.keyward.server.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.policy.Arn;
import dev.keyward.server.TestingAuthenticator;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.model.MfaDevice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MfaCodesTest {

    /** The beginning of a period of three minutes. */
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private final Providers providers = Providers.best();
    private final RootKey rootKey = RootKey.generate(providers, new TestingRandom());
    private final MfaCodes codes = new MfaCodes(rootKey, providers);
    private final TestingAuthenticator app = TestingAuthenticator.with(BASE32);
    private final MfaDevice device = device("phone");

    private MfaDevice device(String name) {
        var seed = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        return new MfaDevice(
                Arn.parse("arn:aws:iam::123456789012:mfa/" + name),
                "MFAD" + name,
                codes.seal("MFAD" + name, SecretBytes.copyOf(seed)),
                new TreeMap<>(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    private static Instant at(int steps) {
        return NOW.plusSeconds(30L * steps);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 0, 1, 2})
    void takesTheCodesOfAMinuteBeforeAndAfter(int steps) {
        var after = codes.take(device, app.code(at(steps)), NOW).orElseThrow();
        assertEquals(Optional.of(at(steps)), after.lastCode());
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 3, 1000})
    void takesNoOthers(int steps) {
        assertTrue(codes.take(device, app.code(at(steps)), NOW).isEmpty());
        assertTrue(codes.take(device, app.wrongCode(NOW), NOW).isEmpty());
    }

    @Test
    void takesNoCodeThatWasTakenAndNoneBeforeIt() {
        var after = codes.take(device, app.code(at(0)), NOW).orElseThrow();

        assertTrue(codes.take(after, app.code(at(0)), NOW).isEmpty());
        assertTrue(codes.take(after, app.code(at(-1)), NOW).isEmpty());
        assertTrue(codes.take(after, app.code(at(1)), NOW).isPresent());
    }

    @Test
    void allowsForTheClockOfTheDevice() {
        var early = codes.synchronize(device, app.code(at(19)), app.code(at(20)), NOW)
                .orElseThrow();
        assertEquals(20, early.driftSteps());
        assertTrue(codes.take(early, app.code(at(0)), NOW).isEmpty());
        assertTrue(codes.take(early, app.code(at(20)), NOW).isEmpty());
        assertTrue(codes.take(early, app.code(at(21)), NOW).isPresent());
        assertTrue(codes.take(early, app.code(at(25)), at(5)).isPresent());
    }

    @Test
    void stopsWhoGuesses() {
        for (var tries = 0; tries < 9; tries++) {
            assertTrue(codes.mayTry(device, NOW));
            assertTrue(codes.take(device, app.wrongCode(NOW), NOW).isEmpty());
        }
        assertFalse(codes.mayTry(device, NOW));
        assertTrue(codes.take(device, app.code(NOW), NOW).isEmpty(), "even the right code");
        assertTrue(codes.mayTry(device("other"), NOW));
        assertFalse(codes.mayTry(device, NOW.plusSeconds(179)));

        var later = NOW.plusSeconds(180);
        assertTrue(codes.mayTry(device, later));
        assertTrue(codes.take(device, app.code(later), later).isPresent());
    }

    @Test
    void doesNotBeginAfreshWithADeviceOfTheSameSerialNumber() {
        for (var tries = 0; tries < 9; tries++) {
            codes.take(device, app.wrongCode(NOW), NOW);
        }
        assertFalse(codes.mayTry(device("phone"), NOW));
    }

    @Test
    void refusesASeedThatWasMovedToAnotherDevice() {
        var other = device("other");
        var moved = new MfaDevice(
                other.serialNumber(),
                other.id(),
                device.sealedSeed(),
                other.tags(),
                other.holder(),
                0,
                Optional.empty());
        var refused = assertThrows(
                IllegalStateException.class, () -> codes.take(moved, app.code(NOW), NOW));
        assertFalse(String.valueOf(refused.getMessage()).contains(BASE32));
    }
}
