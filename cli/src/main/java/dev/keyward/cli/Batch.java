package dev.keyward.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A run over the lines of a batch, whose answers keep the order of the lines. At no time is more of the
 * batch in memory than a few hundred lines, or a few if they are very long. Used by one thread.
 */
final class Batch {

    private static final int LINES_AT_ONCE = 256;
    private static final int CHARACTERS_AT_ONCE = 1 << 20;

    /** How much an answer tells. */
    enum Explain {
        NONE,
        BRIEF,
        FULL
    }

    /** What the command line asks for. */
    record Options(String name, Explain explain, boolean failFast, int threads) {}

    private final Options options;
    private final Answers out;
    private final PrintWriter err;
    private final ArrayDeque<Future<List<Clerk.Written>>> underWay = new ArrayDeque<>();
    private final List<Lines.Line> waiting = new ArrayList<>();
    private long charactersWaiting;
    private Clerk clerk;
    private long passed;
    private long failed;
    private boolean bad;

    Batch(Options options, Answers out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
        this.clerk = new Clerk(options, new Documents(Map.of()));
    }

    /** Answers every line; the exit code of the command. */
    int run(Lines lines) throws IOException {
        var workers = Executors.newFixedThreadPool(options.threads());
        try {
            read(lines, workers);
        } finally {
            workers.shutdownNow();
        }
        out.flush();
        err.println(passed + " passed, " + failed + " failed");
        err.flush();
        if (bad) {
            return Validate.UNREADABLE;
        }
        return failed > 0 ? Validate.BAD : Validate.GOOD;
    }

    private void read(Lines lines, ExecutorService workers) throws IOException {
        var goOn = begin(lines);
        while (goOn) {
            // Whoever writes a line and waits for its answer gets it.
            if (lines.mustWait()) {
                submit(workers);
                goOn = take(0);
            }
            var line = goOn ? lines.next() : Optional.<Lines.Line>empty();
            if (line.isEmpty()) {
                break;
            }
            add(line.get());
            if (waiting.size() >= LINES_AT_ONCE || charactersWaiting > CHARACTERS_AT_ONCE) {
                submit(workers);
                goOn = take(2 * options.threads());
            }
        }
        if (goOn) {
            submit(workers);
            take(0);
        }
    }

    /** Reads the first line, which may hold documents instead of a case; false if the run is to end. */
    private boolean begin(Lines lines) throws IOException {
        var first = lines.next();
        while (first.isPresent() && first.get().isBlank()) {
            first = lines.next();
        }
        if (first.isEmpty()) {
            return false;
        }
        if (!Documents.isList(first.get().text())) {
            add(first.get());
            return true;
        }
        try {
            clerk = new Clerk(options, Documents.read(first.get().text()));
            return true;
        } catch (CaseException refused) {
            return write(clerk.refused(first.get(), Optional.empty(), refused));
        }
    }

    private void add(Lines.Line line) {
        if (!line.isBlank()) {
            waiting.add(line);
            charactersWaiting += line.text().length();
        }
    }

    private void submit(ExecutorService workers) {
        if (waiting.isEmpty()) {
            return;
        }
        var lines = List.copyOf(waiting);
        var by = clerk;
        underWay.add(workers.submit(() -> lines.stream().map(by::answer).toList()));
        waiting.clear();
        charactersWaiting = 0;
    }

    /** Writes what is ready until at most {@code most} are under way; false if the run is to end. */
    private boolean take(int most) throws IOException {
        while (underWay.size() > most) {
            for (var written : get(underWay.remove())) {
                if (!write(written)) {
                    return false;
                }
            }
            out.flush();
        }
        return true;
    }

    private boolean write(Clerk.Written answer) throws IOException {
        out.write(answer.text());
        if (!answer.problem().isEmpty()) {
            err.println(answer.problem());
            bad = true;
        }
        if (answer.passes()) {
            passed++;
        } else {
            failed++;
        }
        return answer.passes() || !options.failFast();
    }

    private static List<Clerk.Written> get(Future<List<Clerk.Written>> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a case could not be judged", failure.getCause());
        }
    }
}
