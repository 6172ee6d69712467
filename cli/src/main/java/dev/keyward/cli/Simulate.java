package dev.keyward.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code keyward policy simulate}: decides the cases of a file. */
final class Simulate implements Callable<Integer> {

    private static final int MOST_THREADS = 256;

    private final Streams streams;
    private CommandSpec command = CommandSpec.create();

    private Simulate(Streams streams) {
        this.streams = streams;
    }

    static CommandSpec command(Streams streams) {
        var running = new Simulate(streams);
        var command = CommandSpec.wrapWithoutInspection(running)
                .name("simulate")
                .mixinStandardHelpOptions(true);
        command.usageMessage()
                .description(
                        "Decide the cases of a file, one JSON object a line.",
                        "Exits with 0 if all came as expected, 1 if one did not, 2 if one cannot be"
                                + " read.");
        command.addOption(option("--batch", "The cases; - is the standard input.")
                .required(true)
                .build());
        command.addOption(option("--out", "Where the answers go; the standard output if not said.")
                .build());
        command.addOption(
                option("--explain", "none, brief or full.").defaultValue("full").build());
        command.addOption(OptionSpec.builder("--fail-fast")
                .type(boolean.class)
                .arity("0")
                .description("End at the first case that does not come as expected.")
                .build());
        command.addOption(option("--threads", "How many cases are decided at once.")
                .type(int.class)
                .defaultValue("1")
                .build());
        running.command = command;
        return command;
    }

    private static OptionSpec.Builder option(String name, String description) {
        return OptionSpec.builder(name).type(String.class).arity("1").description(description);
    }

    @Override
    public Integer call() {
        var line = command.commandLine();
        String name = command.findOption("--batch").getValue();
        try {
            var options = options(line, name);
            try (var in = new BufferedReader(new InputStreamReader(
                            streams.open(name), StandardCharsets.UTF_8.newDecoder()));
                    var out = out()) {
                return new Batch(options, out, line.getErr()).run(in);
            }
        } catch (IOException failure) {
            line.getErr().println(name + ": " + Failure.of(failure));
        } catch (InvalidPathException failure) {
            line.getErr().println(Failure.printable(name) + ": " + Failure.of(failure));
        }
        return Validate.UNREADABLE;
    }

    private Batch.Options options(CommandLine line, String name) {
        String explain = command.findOption("--explain").getValue();
        boolean failFast = Boolean.TRUE.equals(command.findOption("--fail-fast").getValue());
        int threads = command.findOption("--threads").getValue();
        if (threads < 1 || threads > MOST_THREADS) {
            throw new CommandLine.ParameterException(
                    line, "--threads is from 1 to " + MOST_THREADS);
        }
        for (var each : Batch.Explain.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(explain)) {
                return new Batch.Options(name, each, failFast, threads);
            }
        }
        throw new CommandLine.ParameterException(line, "--explain is none, brief or full");
    }

    private Writer out() throws IOException {
        String name = command.findOption("--out").getValue();
        return name == null
                ? new Unclosed(command.commandLine().getOut())
                : Files.newBufferedWriter(Path.of(name));
    }

    /** The standard output, which stays open. */
    private static final class Unclosed extends Writer {

        private final Writer out;

        Unclosed(Writer out) {
            this.out = out;
        }

        @Override
        public void write(char[] text, int from, int count) throws IOException {
            out.write(text, from, count);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
