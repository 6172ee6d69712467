package dev.keyward.bench;

import dev.keyward.policy.explain.Explanation;
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

/** Why a request is refused that nothing allows: every statement about the action, in every layer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 1)
public class ExplainBench {

    @Param({"COMMON", "EVERY_LAYER"})
    public Workload.Size size = Workload.Size.COMMON;

    private Workload refused = Workload.of(size, Workload.Request.IMPLICIT_DENY);

    @Setup
    public void setUp() {
        refused = Workload.of(size, Workload.Request.IMPLICIT_DENY);
    }

    @Benchmark
    public Explanation explain() {
        return refused.explain();
    }
}
