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
 * machine than of Keyward. With the word {@code decisions}, {@code signatures}, {@code rsa-keys}
 * or {@code listings}, measures those ({@link Decisions}, {@link Signatures}, {@link RsaKeys}, {@link Listings}).
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
        var holds = switch (String.join(" ", args)) {
            case "" -> inFolder(Main::measure);
            case "decisions" -> Decisions.measure();
            case "signatures" -> Signatures.measure();
            case "rsa-keys" -> inFolder(RsaKeys::measure);
            case "listings" -> inFolder(Listings::measure);
            default -> {
                System.err.println("bench knows decisions, signatures, rsa-keys and listings");
                yield false;
            }
        };
        System.exit(holds ? 0 : 1);
    }

    /** What measures servers, which keep their files in {@code folder}. */
    @FunctionalInterface
    private interface Measurement {

        /** Whether everything holds. */
        boolean measure(Path folder) throws IOException, InterruptedException;
    }

    private static boolean inFolder(Measurement measurement)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("keyward-bench");
        try {
            return measurement.measure(folder);
        } finally {
            remove(folder);
        }
    }

    private static boolean measure(Path folder) throws IOException, InterruptedException {
        try (var keyward = Subject.keyward(folder)) {
            var request = SignedCall.generateDataKey(keyward.port());
            try (var bare = Subject.bare(folder, request.answerBytes())) {
                var ratio = compare(keyward, bare, new Wrk(folder, request));
                System.out.printf(
                        Locale.ROOT, "%nratio %.2f, at least %.2f wanted%n", ratio, LEAST_RATIO);
                return ratio >= LEAST_RATIO;
            }
        }
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
