package dev.keyward.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * How much of a processor a measurement got: 1 on a machine of its own, less where others work as well.
 * What is done a second, divided by it, is what is done in a second of a processor.
 */
public final class ProcessorShare implements InternalProfiler {

    private static final String LABEL = "processor.share";

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private long processorTime;
    private long time;

    @Override
    public String getDescription() {
        return "the share of a processor that the process got";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        processorTime = system.getProcessCpuTime();
        time = System.nanoTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        var used = (double) (system.getProcessCpuTime() - processorTime);
        var share = used / (System.nanoTime() - time);
        return List.of(new ScalarResult(LABEL, share, "", AggregationPolicy.AVG));
    }

    /** The median, over the seconds that were measured, of what was done in a second of a processor. */
    static double perSecond(RunResult result) {
        var sorted = result.getAggregatedResult().getIterationResults().stream()
                .mapToDouble(ProcessorShare::perSecond)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static double perSecond(IterationResult iteration) {
        var share = score(iteration.getSecondaryResults(), LABEL);
        return iteration.getPrimaryResult().getScore() / share;
    }

    @SuppressWarnings("rawtypes") // JMH's own
    static double score(Map<String, Result> results, String label) {
        return Objects.requireNonNull(results.get(label), label).getScore();
    }
}
