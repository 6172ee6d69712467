package dev.keyward.server.http;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.service.CallObserver;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Counts and times what happens, for {@code GET /metrics}. Labels come from closed sets only (the API
 * models' operations, policy kinds, the outcomes below), so no client can make the numbers grow.
 *
 * <p>Safe for use by many threads.
 */
public final class Metrics implements CallObserver {

    private static final String UNKNOWN = "unknown";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Looked up by each request, which costs less than asking the registry by its tags. */
    private final Map<RequestKind, Timer> requests = new ConcurrentHashMap<>();

    private record RequestKind(String service, String operation, Outcome outcome) {}

    /** How a request ended. */
    private enum Outcome {
        ANSWERED,
        DENIED,
        REFUSED,
        FAILED
    }

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Shows how many connections are open. */
    public void connections(IntSupplier open) {
        Gauge.builder("keyward.connections", open::getAsInt).register(registry);
    }

    /** One request on its way; used by one thread. */
    final class Timing {

        private final String service;
        private final long begun = System.nanoTime();
        private String operation = UNKNOWN;
        private Outcome outcome = Outcome.FAILED;

        private Timing(String service) {
            this.service = service.isEmpty() ? UNKNOWN : service;
        }

        /** {@code name} must be one of the API model's. */
        void operation(String name) {
            operation = name;
        }

        void answered() {
            outcome = Outcome.ANSWERED;
        }

        void refused(ErrorCode code) {
            outcome = code == CommonError.ACCESS_DENIED ? Outcome.DENIED : Outcome.REFUSED;
        }

        void end() {
            requests.computeIfAbsent(
                            new RequestKind(service, operation, outcome), Metrics.this::timer)
                    .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }

    Timing begin(String service) {
        return new Timing(service);
    }

    private Timer timer(RequestKind kind) {
        return Timer.builder("keyward.requests")
                .description("AWS requests, from the last byte of the body to the answer")
                .tag("service", kind.service())
                .tag("operation", kind.operation())
                .tag("outcome", label(kind.outcome()))
                .serviceLevelObjectives(
                        Duration.ofNanos(250_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofMillis(2500))
                .register(registry);
    }

    /** A request that was refused as HTTP, before it was one of AWS. */
    void refusedUnread(HttpProblem problem) {
        registry.counter("keyward.requests.unread", "problem", label(problem)).increment();
    }

    @Override
    public void ended(Call call, String operation, CallObserver.Outcome outcome) {
        switch (outcome) {
            case CallObserver.Answered _, CallObserver.Refused _ -> decided("allowed", "none");
            case CallObserver.Denied denied ->
                decided("denied", label(denied.refusal().layer()));
            case CallObserver.Failed _ -> {
                // Whether a decision was made is not known.
            }
        }
    }

    private void decided(String decision, String layer) {
        registry.counter("keyward.decisions", "decision", decision, "layer", layer)
                .increment();
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    HttpReply answer() {
        return new HttpReply(
                200,
                Headers.of(Map.of("content-type", "text/plain; version=0.0.4; charset=utf-8")),
                registry.scrape().getBytes(StandardCharsets.UTF_8));
    }
}
