package dev.keyward.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Without a word, measures GenerateDataKey against a bare HTTP handler that reads the same body and answers as many
 * bytes, in turns and on the same machine, and prints the ratio: absolute figures tell more of the
 * machine than of Keyward. With the word {@code decisions} or {@code signatures}, measures those
 * ({@link Decisions}, {@link Signatures}).
 */
public final class Main {

    /** Less would mean that what stands around the cryptography costs more than it is worth. */
    private static final double LEAST_RATIO = 0.4;

    /** Until the compilers have seen all of it, even where others keep the machine busy. */
    private static final int WARM_UP_SECONDS = 40;

    private static final int BARE_WARM_UP_SECONDS = 10;
    private static final int ROUNDS = 3;
    private static final int ROUND_SECONDS = 6;

    private Main() {}

    /** Takes some minutes, and ends with 1 if something does not hold. */
    public static void main(String[] args)
            throws IOException, InterruptedException, RunnerException {
        if (List.of(args).equals(List.of("decisions"))) {
            endWith(Decisions.measure());
        }
        if (List.of(args).equals(List.of("signatures"))) {
            endWith(Signatures.measure());
        }
        var folder = Files.createTempDirectory("keyward-bench");
        try (var keyward = Subject.keyward(folder)) {
            var request = GenerateDataKey.prepare(keyward.port());
            try (var bare = Subject.bare(folder, request.answerBytes())) {
                var ratio = compare(keyward, bare, new Wrk(folder, request));
                System.out.printf(
                        Locale.ROOT, "%nratio %.2f, at least %.2f wanted%n", ratio, LEAST_RATIO);
                if (ratio < LEAST_RATIO) {
                    System.exit(1);
                }
            }
        } finally {
            remove(folder);
        }
    }

    private static void endWith(boolean holds) {
        System.exit(holds ? 0 : 1);
    }

    private static double compare(Subject keyward, Subject bare, Wrk wrk)
            throws IOException, InterruptedException {
        wrk.run(keyward.port(), WARM_UP_SECONDS);
        wrk.run(bare.port(), BARE_WARM_UP_SECONDS);
        System.out.println("             requests/s   50%       90%       99%");
        var ratios = new ArrayList<Double>();
        for (var round = 0; round < ROUNDS; round++) {
            var theirs = wrk.run(bare.port(), ROUND_SECONDS);
            var ours = wrk.run(keyward.port(), ROUND_SECONDS);
            print("bare", theirs);
            print("keyward", ours);
            ratios.add(ours.perSecond() / theirs.perSecond());
        }
        return median(ratios);
    }

    private static void print(String name, Wrk.Result result) {
        System.out.printf(
                Locale.ROOT,
                "%-12s %10.0f   %-9s %-9s %-9s%n",
                name,
                result.perSecond(),
                result.half(),
                result.most(),
                result.nearlyAll());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
