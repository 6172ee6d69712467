package dev.keyward.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

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
        command.addOption(CommandOptions.text("--batch", "The cases; - is the standard input.")
                .required(true)
                .build());
        command.addOption(CommandOptions.text(
                        "--out", "Where the answers go; the standard output if not said.")
                .build());
        command.addOption(CommandOptions.text("--explain", "none, brief or full.")
                .defaultValue("full")
                .build());
        command.addOption(CommandOptions.flag(
                        "--fail-fast", "End at the first case that does not come as expected.")
                .build());
        command.addOption(CommandOptions.text("--threads", "How many cases are decided at once.")
                .type(int.class)
                .defaultValue("1")
                .build());
        running.command = command;
        return command;
    }

    @Override
    public Integer call() {
        var line = command.commandLine();
        String name = command.findOption("--batch").getValue();
        var options = options(line, name);
        try (var in = open(name);
                var out = out(name)) {
            return new Batch(options, out, line.getErr()).run(new Lines(in));
        } catch (IOException failure) {
            line.getErr().println(Failure.of(failure));
        }
        return Validate.UNREADABLE;
    }

    private InputStream open(String name) throws IOException {
        try {
            return streams.open(name);
        } catch (IOException failure) {
            throw new IOException(name + ": " + Failure.of(failure), failure);
        } catch (InvalidPathException failure) {
            throw new IOException(name + ": " + Failure.of(failure), failure);
        }
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

    private Answers out(String batch) throws IOException {
        String name = command.findOption("--out").getValue();
        if (name == null) {
            return Answers.toStandardOutput(command.commandLine().getOut());
        }
        try {
            if (streams.isSameFile(batch, name)) {
                throw new IOException("the cases would be overwritten by their answers");
            }
            return Answers.toFile(Path.of(name));
        } catch (IOException failure) {
            throw new IOException(name + ": " + Failure.of(failure), failure);
        } catch (InvalidPathException failure) {
            throw new IOException(name + ": " + Failure.of(failure), failure);
        }
    }
}
