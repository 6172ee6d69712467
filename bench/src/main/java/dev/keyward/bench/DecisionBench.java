package dev.keyward.bench;

import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.spec.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A decision on a key, by the engine and by the reference evaluator of the tests. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecisionBench {

    @Param
    public Workload.Size size = Workload.Size.COMMON;

    @Param
    public Workload.Request request = Workload.Request.ALLOW;

    private Workload workload = Workload.of(size, request);

    @Setup
    public void setUp() {
        workload = Workload.of(size, request);
    }

    @Benchmark
    public Decision engine() {
        return workload.decide();
    }

    @Benchmark
    public String reference() {
        return workload.reference();
    }
}
