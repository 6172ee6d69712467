package dev.keyward.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** What a command printed, and its exit code. */
record Ran(int exit, String out, String err) {

    static Ran with(String standardInput, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = new CommandLine(Main.command(new Streams(
                        new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)))))
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
