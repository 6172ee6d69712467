package dev.keyward.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures signing and verifying, each beside nothing but the library that computes it, and holds the ratio to
 * what is promised. A second is one of processor time, the median of several. Minutes lie between the two
 * sides of a ratio, in which a shared machine may slow down by more than the ratio may miss; so one that
 * misses is measured twice more, both sides in a row, and the median of the three counts.
 */
final class Signatures {

    /** What stands around the library's call may take a tenth of it. */
    private static final double LEAST_RATIO = 0.9;

    private static final int MORE_ROUNDS = 2;

    private static final String CHOICE = "choice";

    private final Collection<RunResult> results;
    private boolean holds = true;

    private Signatures(Collection<RunResult> results) {
        this.results = results;
    }

    /** Takes some ten minutes; whether everything holds. */
    static boolean measure() throws RunnerException {
        var signatures = new Signatures(
                new Runner(options().include(SigningBench.class.getSimpleName()).build()).run());
        signatures.report();
        return signatures.holds;
    }

    private static ChainedOptionsBuilder options() {
        return new OptionsBuilder().addProfiler(ProcessorShare.class);
    }

    private void report() throws RunnerException {
        var lines = new ArrayList<String>();
        for (var choice : SigningBench.Choice.values()) {
            lines.add("%-20s%s%s"
                    .formatted(choice.name(), report("sign", choice), report("verify", choice)));
        }
        System.out.printf(
                "%n%-20s %10s %10s %6s   %10s %10s %6s%n",
                "", "sign/s", "library/s", "ratio", "verify/s", "library/s", "ratio");
        lines.forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "%nat least %.1f wanted, which %s%n",
                LEAST_RATIO,
                holds ? "holds" : "DOES NOT HOLD");
    }

    private String report(String benchmark, SigningBench.Choice choice) throws RunnerException {
        var pair = Pair.in(results, benchmark, choice);
        if (pair.ratio() < LEAST_RATIO) {
            pair = medianWith(pair, benchmark, choice);
        }
        holds &= pair.ratio() >= LEAST_RATIO;
        return String.format(
                Locale.ROOT, " %,10.0f %,10.0f %6.2f  ", pair.ours(), pair.library(), pair.ratio());
    }

    private static Pair medianWith(Pair first, String benchmark, SigningBench.Choice choice)
            throws RunnerException {
        var pairs = new ArrayList<>(List.of(first));
        var both = options()
                .include("\\.SigningBench\\." + benchmark + "(OfLibrary)?$")
                .param(CHOICE, choice.name())
                .build();
        for (var round = 0; round < MORE_ROUNDS; round++) {
            pairs.add(Pair.in(new Runner(both).run(), benchmark, choice));
        }
        pairs.sort(Comparator.comparingDouble(Pair::ratio));
        return pairs.get(pairs.size() / 2);
    }

    /** What was measured of both sides, in one second of processor time each. */
    private record Pair(double ours, double library) {

        static Pair in(
                Collection<RunResult> results, String benchmark, SigningBench.Choice choice) {
            return new Pair(
                    perSecond(results, benchmark, choice),
                    perSecond(results, benchmark + "OfLibrary", choice));
        }

        double ratio() {
            return ours / library;
        }
    }

    private static double perSecond(
            Collection<RunResult> results, String benchmark, SigningBench.Choice choice) {
        return results.stream()
                .filter(result ->
                        result.getParams().getBenchmark().endsWith(".SigningBench." + benchmark)
                                && choice.name().equals(result.getParams().getParam(CHOICE)))
                .mapToDouble(ProcessorShare::perSecond)
                .findFirst()
                .orElseThrow();
    }
}
