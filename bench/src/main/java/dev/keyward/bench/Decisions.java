package dev.keyward.bench;

import dev.keyward.policy.spec.Workload;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures how fast decisions are made, beside the reference evaluator, and how fast a policy is compiled,
 * and holds both to what is promised. A second is one of processor time, the median of several: what else
 * runs on the machine takes little away from that.
 */
final class Decisions {

    /** What a decision may allocate: the request as it is matched, and nothing else. */
    private static final double MOST_BYTES = 16.5;

    private static final double MOST_MICROSECONDS_TO_COMPILE = 200;

    private static final double MOST_MICROSECONDS_TO_EXPLAIN = 50;

    /** How many times as long a wildcard may take on a text that is four times as long. */
    private static final double MOST_GROWTH = 6;

    private final Collection<RunResult> results;
    private boolean holds = true;

    private Decisions(Collection<RunResult> results) {
        this.results = results;
    }

    /** The least decisions a second that are promised. */
    private record Gate(Workload.Size size, String benchmark, double least) {}

    private static final List<Gate> GATES = List.of(
            new Gate(Workload.Size.COMMON, "allows", 2_000_000),
            new Gate(Workload.Size.COMMON, "denies", 4_000_000),
            new Gate(Workload.Size.EVERY_LAYER, "allows", 1_000_000),
            new Gate(Workload.Size.LARGEST, "allows", 1_000_000),
            new Gate(Workload.Size.LARGEST, "denies", 2_000_000));

    /** Takes some six minutes; whether everything holds. */
    static boolean measure() throws RunnerException {
        var options = new OptionsBuilder()
                .include(DecisionBench.class.getSimpleName())
                .include(CompileBench.class.getSimpleName())
                .include(ExplainBench.class.getSimpleName())
                .include(WildcardBench.class.getSimpleName())
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessorShare.class)
                .build();
        var decisions = new Decisions(new Runner(options).run());
        decisions.report();
        return decisions.holds;
    }

    private void report() {
        System.out.printf(
                "%n%-12s %-8s %12s %12s %8s %6s   %s%n",
                "policies", "answers", "engine/s", "reference/s", "ratio", "bytes", "gate");
        for (var gate : GATES) {
            report(gate);
        }
        System.out.println();
        reportAtMost(
                "microseconds to compile a policy of 6 KB",
                1e6 / ProcessorShare.perSecond(find("CompileBench.compile", "")),
                MOST_MICROSECONDS_TO_COMPILE);
        reportAtMost(
                "microseconds to explain a refusal, common policies",
                1e6
                        / ProcessorShare.perSecond(
                                find("ExplainBench.explain", Workload.Size.COMMON.name())),
                MOST_MICROSECONDS_TO_EXPLAIN);
        reportAtMost(
                "microseconds to explain a refusal, every layer",
                1e6
                        / ProcessorShare.perSecond(
                                find("ExplainBench.explain", Workload.Size.EVERY_LAYER.name())),
                MOST_MICROSECONDS_TO_EXPLAIN);
        reportAtMost("growth of `*a*a*a*b*` on 4 times the text", growth("stars"), MOST_GROWTH);
        reportAtMost("growth of `*a?a?...b*` on 4 times the text", growth("gaps"), MOST_GROWTH);
    }

    private double growth(String benchmark) {
        return ProcessorShare.perSecond(
                        find("WildcardBench." + benchmark, "" + WildcardBench.SHORT))
                / ProcessorShare.perSecond(
                        find("WildcardBench." + benchmark, "" + WildcardBench.LONG));
    }

    private void reportAtMost(String what, double measured, double most) {
        System.out.printf(
                Locale.ROOT,
                "%-52s %9.1f   %s%n",
                what,
                measured,
                verdict(measured <= most, String.format(Locale.ROOT, "at most %.0f", most)));
    }

    private void report(Gate gate) {
        var size = gate.size().name();
        var engine = find("DecisionBench." + gate.benchmark(), size);
        var perSecond = ProcessorShare.perSecond(engine);
        var others = ProcessorShare.perSecond(
                find("DecisionBench." + gate.benchmark() + "OfReference", size));
        var bytes = ProcessorShare.score(engine.getSecondaryResults(), "gc.alloc.rate.norm");
        System.out.printf(
                Locale.ROOT,
                "%-12s %-8s %,12.0f %,12.0f %8.0f %6.1f   %s%n",
                size.toLowerCase(Locale.ROOT),
                gate.benchmark(),
                perSecond,
                others,
                perSecond / others,
                bytes,
                verdict(
                        perSecond >= gate.least() && bytes <= MOST_BYTES,
                        String.format(Locale.ROOT, "at least %,.0f", gate.least())));
    }

    private String verdict(boolean fulfilled, String gate) {
        holds &= fulfilled;
        return gate + (fulfilled ? ", holds" : ", DOES NOT HOLD");
    }

    /** The result for that value of the benchmark's one parameter; for none, {@code value} is empty. */
    private RunResult find(String benchmark, String value) {
        for (var result : results) {
            var params = result.getParams();
            var values = params.getParamsKeys().stream().map(params::getParam).toList();
            if (params.getBenchmark().endsWith("." + benchmark)
                    && String.join(" ", values).equals(value)) {
                return result;
            }
        }
        throw new IllegalStateException("nothing was measured for " + benchmark + " " + value);
    }
}
