package dev.keyward.bench;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures signing and verifying, each beside nothing but the library that computes it, and holds the ratio to
 * what is promised. A second is one of processor time, the median of several.
 */
final class Signatures {

    /** What stands around the library's call may take a tenth of it. */
    private static final double LEAST_RATIO = 0.9;

    private final Collection<RunResult> results;
    private boolean holds = true;

    private Signatures(Collection<RunResult> results) {
        this.results = results;
    }

    /** Takes some ten minutes; whether everything holds. */
    static boolean measure() throws RunnerException {
        var options = new OptionsBuilder()
                .include(SigningBench.class.getSimpleName())
                .addProfiler(ProcessorShare.class)
                .build();
        var signatures = new Signatures(new Runner(options).run());
        signatures.report();
        return signatures.holds;
    }

    private void report() {
        System.out.printf(
                "%n%-20s %10s %10s %6s   %10s %10s %6s%n",
                "", "sign/s", "library/s", "ratio", "verify/s", "library/s", "ratio");
        for (var choice : SigningBench.Choice.values()) {
            System.out.printf(Locale.ROOT, "%-20s", choice.name());
            report("sign", choice);
            report("verify", choice);
            System.out.println();
        }
        System.out.printf(
                Locale.ROOT,
                "%nat least %.1f wanted, which %s%n",
                LEAST_RATIO,
                holds ? "holds" : "DOES NOT HOLD");
    }

    private void report(String benchmark, SigningBench.Choice choice) {
        var ours = perSecond(benchmark, choice);
        var library = perSecond(benchmark + "OfLibrary", choice);
        holds &= ours >= LEAST_RATIO * library;
        System.out.printf(Locale.ROOT, " %,10.0f %,10.0f %6.2f  ", ours, library, ours / library);
    }

    private double perSecond(String benchmark, SigningBench.Choice choice) {
        return results.stream()
                .filter(result ->
                        result.getParams().getBenchmark().endsWith(".SigningBench." + benchmark)
                                && choice.name().equals(result.getParams().getParam("choice")))
                .mapToDouble(ProcessorShare::perSecond)
                .findFirst()
                .orElseThrow();
    }
}
