package dev.keyward.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.TestingClock;
import dev.keyward.wire.HttpReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class HealthTest {

    private final TestingClock clock = new TestingClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private Optional<String> problem = Optional.empty();

    private final Health health = new Health(
            List.of(
                    new Health.Check("store", () -> {
                        asked.incrementAndGet();
                        return problem;
                    }),
                    new Health.Check("disk", Optional::empty)),
            clock);

    private static String text(HttpReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    @Test
    void isReadyWhenEveryCheckIsWell() {
        var reply = health.answer();
        assertEquals(200, reply.status());
        assertEquals(
                "{\"status\":\"ready\",\"live\":true,\"ready\":true,"
                        + "\"checks\":{\"store\":\"ok\",\"disk\":\"ok\"}}\n",
                text(reply));
    }

    @Test
    void isNotReadyWhenACheckFailsAndKeepsTheReasonToItself() {
        problem = Optional.of("a reason");
        var reply = health.answer();
        assertEquals(503, reply.status());
        assertEquals(
                "{\"status\":\"not ready\",\"live\":true,\"ready\":false,"
                        + "\"checks\":{\"store\":\"failing\",\"disk\":\"ok\"}}\n",
                text(reply));
    }

    @Test
    void isNotReadyWhenACheckThrows() {
        var broken = new Health(
                List.of(new Health.Check("store", () -> {
                    throw new IllegalStateException("a reason");
                })),
                clock);
        assertEquals(503, broken.answer().status());
        assertFalse(text(broken.answer()).contains("reason"));
    }

    @Test
    void looksOnceASecondHoweverOftenItIsAsked() {
        health.answer();
        health.answer();
        assertEquals(1, asked.get());
        problem = Optional.of("a reason");
        assertEquals(200, health.answer().status());
        clock.advance(Duration.ofSeconds(2));
        assertEquals(503, health.answer().status());
        assertEquals(2, asked.get());
    }

    @Test
    void isNotReadyWhileTheServerStops() {
        health.stopping();
        assertEquals(503, health.answer().status());
    }
}
