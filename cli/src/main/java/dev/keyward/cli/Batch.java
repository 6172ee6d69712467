package dev.keyward.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A run over the cases of a batch, whose answers keep the order of the lines. Used by one thread. */
final class Batch {

    /** Of a line; a case with every layer at its largest has far fewer. */
    static final int MOST_CHARACTERS = 1 << 24;

    private static final int LINES_AT_ONCE = 256;

    /** How much an answer tells. */
    enum Explain {
        NONE,
        BRIEF,
        FULL
    }

    /** What the command line asks for. */
    record Options(String name, Explain explain, boolean failFast, int threads) {}

    private record Line(int number, String text) {}

    /** An answer in writing; {@code problem} says why there is none. */
    private record Written(String text, boolean passes, String problem) {}

    private final Options options;
    private final Writer out;
    private final PrintWriter err;
    private final ArrayDeque<Future<List<Written>>> underWay = new ArrayDeque<>();
    private CaseReader reader = new CaseReader(new Documents(Map.of()));
    private long passed;
    private long failed;
    private boolean bad;

    Batch(Options options, Writer out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Answers every line; the exit code of the command. */
    int run(BufferedReader in) throws IOException {
        try (var workers = Executors.newFixedThreadPool(options.threads())) {
            read(in, workers);
        }
        out.flush();
        err.println(passed + " passed, " + failed + " failed");
        err.flush();
        if (bad) {
            return Validate.UNREADABLE;
        }
        return failed > 0 ? Validate.BAD : Validate.GOOD;
    }

    private void read(BufferedReader in, ExecutorService workers) throws IOException {
        var lines = new ArrayList<Line>();
        var number = 0;
        for (var text = in.readLine(); text != null; text = in.readLine()) {
            number++;
            if (text.isBlank() || (number == 1 && isDocuments(text))) {
                continue;
            }
            lines.add(new Line(number, text));
            if (options.failFast() || lines.size() == LINES_AT_ONCE) {
                submit(lines, workers);
                lines.clear();
                var most = options.failFast() ? 0 : 2 * options.threads();
                if (!take(most)) {
                    return;
                }
            }
        }
        submit(lines, workers);
        take(0);
    }

    private boolean isDocuments(String text) {
        try {
            if (!(Json.parse(text) instanceof Json.Members first)
                    || !first.members().containsKey("documents")) {
                return false;
            }
            var fields = Fields.of(first, "");
            var documents = fields.findObject("documents");
            fields.done();
            reader = new CaseReader(new Documents(
                    documents.isEmpty() ? Map.of() : documents.get().all()));
            return true;
        } catch (CaseException notDocuments) {
            // Read again as a case, where the problem is reported.
            return false;
        }
    }

    private void submit(List<Line> lines, ExecutorService workers) {
        var some = List.copyOf(lines);
        var with = reader;
        underWay.add(workers.submit(() -> answer(some, with)));
    }

    private List<Written> answer(List<Line> lines, CaseReader with) {
        return lines.stream().map(line -> answer(line, with)).toList();
    }

    private Written answer(Line line, CaseReader with) {
        try {
            if (line.text().length() > MOST_CHARACTERS) {
                throw new CaseException("more than " + MOST_CHARACTERS + " characters");
            }
            var answer = Answer.to(with.read(Json.parse(line.text())));
            var text = new StringWriter();
            try (var json = Json.FACTORY.createGenerator(text)) {
                answer.write(json, options.explain());
            }
            return new Written(text.toString(), answer.passes(), "");
        } catch (CaseException refused) {
            return refused(line, refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string cannot fail to be written", impossible);
        }
    }

    private Written refused(Line line, CaseException refused) {
        var text = new StringWriter();
        try (var json = Json.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("line", line.number());
            json.writeStringField("error", String.valueOf(refused.getMessage()));
            json.writeBooleanField("pass", false);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string cannot fail to be written", impossible);
        }
        return new Written(
                text.toString(),
                false,
                Failure.printable(
                        options.name() + ":" + line.number() + ": " + refused.getMessage()));
    }

    /** Writes what is ready until at most {@code most} are under way; false if the run is to end. */
    private boolean take(int most) throws IOException {
        while (underWay.size() > most) {
            for (var written : get(underWay.remove())) {
                out.write(written.text());
                out.write('\n');
                if (!written.problem().isEmpty()) {
                    err.println(written.problem());
                    bad = true;
                }
                if (written.passes()) {
                    passed++;
                } else {
                    failed++;
                }
                if (!written.passes() && options.failFast()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Written> get(Future<List<Written>> future) throws IOException {
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
