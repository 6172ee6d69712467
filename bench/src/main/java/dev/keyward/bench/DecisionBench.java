package dev.keyward.bench;

import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.spec.Workload;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Decisions on a key, by the engine and by the reference evaluator of the tests: the workload's request
 * that is allowed, and its three that are denied, in turn. What is asked and the policies are made before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 1)
public class DecisionBench {

    private static final int DENIES = 3;

    @Param
    public Workload.Size size = Workload.Size.COMMON;

    private Workload allow = Workload.of(size, Workload.Request.ALLOW);
    private List<Workload> denies = List.of();

    @Setup
    public void setUp() {
        allow = Workload.of(size, Workload.Request.ALLOW);
        denies = Stream.of(
                        Workload.Request.IMPLICIT_DENY,
                        Workload.Request.EXPLICIT_DENY_IDENTITY,
                        Workload.Request.EXPLICIT_DENY_KEY)
                .map(request -> Workload.of(size, request))
                .toList();
    }

    @Benchmark
    public Decision allows() {
        return allow.decide();
    }

    @Benchmark
    @OperationsPerInvocation(DENIES)
    public void denies(Blackhole answers) {
        for (var index = 0; index < DENIES; index++) {
            answers.consume(denies.get(index).decide());
        }
    }

    @Benchmark
    public String allowsOfReference() {
        return allow.reference();
    }

    @Benchmark
    @OperationsPerInvocation(DENIES)
    public void deniesOfReference(Blackhole answers) {
        for (var index = 0; index < DENIES; index++) {
            answers.consume(denies.get(index).reference());
        }
    }
}
