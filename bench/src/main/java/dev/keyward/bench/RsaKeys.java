package dev.keyward.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures how long GenerateDataKey takes while others have RSA keys of 4,096 bits made, which takes the
 * time of thousands of such calls. If one waited for the other, the slow percent of the quick calls
 * would take as long as a key; that they share processors costs less than that.
 */
final class RsaKeys {

    /** Of the time of an RSA key, for 99 of 100 calls. */
    private static final double MOST_OF_A_KEY = 0.25;

    private static final int CALLERS = 4;
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 20;

    private final int port;
    private final SignedCall pair;
    private final AtomicBoolean enough = new AtomicBoolean();

    private RsaKeys(int port, SignedCall pair) {
        this.port = port;
        this.pair = pair;
    }

    /** Takes a minute; whether it holds. */
    static boolean measure(Path folder) throws IOException, InterruptedException {
        try (var keyward = Subject.keyward(folder)) {
            var port = keyward.port();
            var wrk = new Wrk(folder, SignedCall.generateDataKey(port));
            wrk.run(port, WARM_UP_SECONDS);
            var alone = wrk.run(port, SECONDS);
            var rsaKeys = new RsaKeys(port, SignedCall.generateRsaKeyPair(port));
            return rsaKeys.compare(alone, wrk);
        }
    }

    private boolean compare(Wrk.Result alone, Wrk wrk) throws IOException, InterruptedException {
        Wrk.Result beside;
        List<Duration> times;
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var calling = begin(callers);
            try {
                beside = wrk.run(port, SECONDS);
            } finally {
                enough.set(true);
            }
            times = times(calling);
        }
        var median = times.get(times.size() / 2);
        var share = beside.nearlyAllMillis() / median.toMillis();
        System.out.printf(
                Locale.ROOT,
                "%-34s %10s   %-9s %-9s %-9s%n",
                "GenerateDataKey",
                "requests/s",
                "50%",
                "90%",
                "99%");
        print("alone", alone);
        print("while " + CALLERS + " callers make RSA keys", beside);
        System.out.printf(
                Locale.ROOT,
                "%n%d RSA keys, each in %d ms (median)%n99%% of the calls took %.3f of that, at most %.2f"
                        + " wanted%n",
                times.size(),
                median.toMillis(),
                share,
                MOST_OF_A_KEY);
        return share <= MOST_OF_A_KEY;
    }

    private List<Future<List<Duration>>> begin(ExecutorService callers) {
        var calling = new ArrayList<Future<List<Duration>>>();
        for (var caller = 0; caller < CALLERS; caller++) {
            calling.add(callers.submit(this::makeKeys));
        }
        return calling;
    }

    private List<Duration> makeKeys() throws IOException, InterruptedException {
        var times = new ArrayList<Duration>();
        while (!enough.get()) {
            var begun = System.nanoTime();
            pair.repeat(port);
            times.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        return times;
    }

    private static List<Duration> times(List<Future<List<Duration>>> calling)
            throws IOException, InterruptedException {
        var times = new ArrayList<Duration>();
        for (var caller : calling) {
            try {
                times.addAll(caller.get());
            } catch (ExecutionException e) {
                throw new IOException("a caller failed", e);
            }
        }
        return times.stream().sorted().toList();
    }

    private static void print(String name, Wrk.Result result) {
        System.out.printf(
                Locale.ROOT,
                "%-34s %10.0f   %-9s %-9s %-9s%n",
                name,
                result.perSecond(),
                result.half(),
                result.most(),
                result.nearlyAll());
    }
}
