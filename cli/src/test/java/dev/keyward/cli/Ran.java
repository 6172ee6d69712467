package dev.keyward.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** What a command printed, and its exit code. */
record Ran(int exit, String out, String err) {

    /** Of no use to commands that ask a server. */
    static final Environment NO_ENVIRONMENT =
            new Environment(Map.of(), Path.of("no-home"), InstantSource.fixed(Instant.EPOCH));

    static Ran with(String standardInput, String... args) {
        return with(standardInput, NO_ENVIRONMENT, args);
    }

    static Ran with(String standardInput, Environment environment, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = new CommandLine(Main.command(
                        new Streams(new ByteArrayInputStream(
                                standardInput.getBytes(StandardCharsets.UTF_8))),
                        environment))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Ran(exit, out.toString(), err.toString());
    }

    List<String> outLines() {
        return out.lines().toList();
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
