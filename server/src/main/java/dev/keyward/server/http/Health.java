package dev.keyward.server.http;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET /health}: that the process lives, and whether it can do its work. Status 200 means
 * ready and 503 not ready; what is wrong is named, and why stands in the log only. Anyone may ask, so
 * the checks run once a second at most.
 */
public final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private static final Duration AGE = Duration.ofSeconds(1);

    private final List<Check> checks;
    private final InstantSource clock;

    /** Guarded by this. */
    private Finding last = new Finding(Instant.MIN, true, "");

    private volatile boolean stopping;

    /** Something that must work, with a name for the answer. */
    public record Check(String name, Probe probe) {}

    /** Tries something out. */
    @FunctionalInterface
    public interface Probe {

        /** What is wrong, for the log; nothing if all is well. May throw instead. */
        Optional<String> problem();
    }

    private record Finding(Instant at, boolean isReady, String json) {}

    public Health(List<Check> checks, InstantSource clock) {
        this.checks = List.copyOf(checks);
        this.clock = clock;
    }

    /** From now on the server is not ready, so that nobody sends it new work. */
    public void stopping() {
        stopping = true;
    }

    HttpReply answer() {
        var finding = finding();
        var headers =
                Headers.of(Map.of("content-type", "application/json", "cache-control", "no-store"));
        var ready = finding.isReady && !stopping;
        var json = "{\"status\":\"" + (ready ? "ready" : stopping ? "stopping" : "not ready")
                + "\",\"live\":true,\"ready\":" + ready + ",\"checks\":{" + finding.json + "}}\n";
        return new HttpReply(ready ? 200 : 503, headers, json.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized Finding finding() {
        var now = clock.instant();
        if (last.at.isBefore(now.minus(AGE)) || last.at.isAfter(now)) {
            var results = checks.stream().collect(Collectors.toMap(Check::name, Health::works));
            last = new Finding(
                    now,
                    !results.containsValue(false),
                    checks.stream()
                            .map(check -> "\"" + check.name() + "\":\""
                                    + (Boolean.TRUE.equals(results.get(check.name()))
                                            ? "ok"
                                            : "failing")
                                    + "\"")
                            .collect(Collectors.joining(",")));
        }
        return last;
    }

    private static boolean works(Check check) {
        try {
            var problem = check.probe().problem();
            problem.ifPresent(text -> LOG.warn("health check {}: {}", check.name(), text));
            return problem.isEmpty();
        } catch (RuntimeException failure) { // whatever a probe meets is what it was sent to find
            LOG.warn("health check {} failed", check.name(), failure);
            return false;
        }
    }
}
