package dev.keyward.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * How much of a processor a measurement got: 1 on a machine of its own, less where others work as well.
 * What is done a second, divided by it, is what is done in a second of a processor.
 */
public final class ProcessorShare implements InternalProfiler {

    static final String LABEL = "processor.share";

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
}
