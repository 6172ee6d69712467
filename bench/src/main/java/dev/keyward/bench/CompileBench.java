package dev.keyward.bench;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.policy.spec.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the text of a policy to statements that are ready to be matched. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 1)
public class CompileBench {

    private final String text = Workload.managedPolicy();

    /** A managed policy of nearly 6,144 characters. */
    @Benchmark
    public PolicyDocument compile() throws PolicyException {
        return PolicyDocument.parse(text, PolicyKind.IDENTITY);
    }
}
