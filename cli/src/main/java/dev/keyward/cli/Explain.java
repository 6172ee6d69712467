package dev.keyward.cli;

import dev.keyward.policy.explain.Changes;
import dev.keyward.policy.explain.ChangesText;
import dev.keyward.policy.explain.Explanation;
import dev.keyward.policy.explain.ExplanationJson;
import dev.keyward.policy.explain.ExplanationText;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command {@code keyward policy explain}: why a case is decided as it is. */
final class Explain implements Callable<Integer> {

    private final Streams streams;
    private CommandSpec command = CommandSpec.create();

    private Explain(Streams streams) {
        this.streams = streams;
    }

    static CommandSpec command(Streams streams) {
        var running = new Explain(streams);
        var command = CommandSpec.wrapWithoutInspection(running)
                .name("explain")
                .mixinStandardHelpOptions(true);
        command.usageMessage()
                .description(
                        "Say why a case is decided as it is, and what would allow it.",
                        "Exits with 0, or 2 if the case cannot be read.");
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel("CASE")
                .index("0")
                .arity("0..1")
                .type(String.class)
                .description("A file that holds one case; - is the standard input.")
                .build());
        command.addOption(CommandOptions.text("--batch", "A file of cases, instead of CASE.")
                .build());
        command.addOption(
                CommandOptions.text("--id", "Which case of the batch.").build());
        command.addOption(CommandOptions.flag("--json", "Print an object instead of text.")
                .build());
        running.command = command;
        return command;
    }

    @Override
    public Integer call() {
        var line = command.commandLine();
        String file = line.getParseResult().matchedPositionalValue(0, "");
        String batch = Optional.<String>ofNullable(command.findOption("--batch").getValue())
                .orElse("");
        String id = Optional.<String>ofNullable(command.findOption("--id").getValue())
                .orElse("");
        if (file.isEmpty() == batch.isEmpty() || batch.isEmpty() != id.isEmpty()) {
            throw new CommandLine.ParameterException(
                    line, "give either CASE or both --batch and --id");
        }
        var name = file.isEmpty() ? batch : file;
        try {
            var asked = file.isEmpty() ? find(batch, id) : single(file);
            print(asked.explain(), asked.changes());
            return Validate.GOOD;
        } catch (CaseException refused) {
            line.getErr().println(Failure.printable(name + ": " + refused.getMessage()));
        } catch (IOException failure) {
            line.getErr().println(Failure.printable(name) + ": " + Failure.of(failure));
        } catch (InvalidPathException failure) {
            line.getErr().println(Failure.printable(name) + ": " + Failure.of(failure));
        }
        return Validate.UNREADABLE;
    }

    private Case single(String file) throws IOException, CaseException {
        var text = streams.read(file, Lines.MOST_BYTES);
        return new CaseReader(new Documents(Map.of())).read(Json.parse(text));
    }

    private Case find(String batch, String id) throws IOException, CaseException {
        try (var in = streams.open(batch)) {
            var lines = new Lines(in);
            var documents = new Documents(Map.of());
            for (var next = lines.next(); next.isPresent(); next = lines.next()) {
                var text = next.get().text();
                if (next.get().number() == 1 && Documents.isList(text)) {
                    documents = Documents.read(text);
                } else if (!text.isBlank() && isNamed(text, id)) {
                    return new CaseReader(documents).read(Json.parse(text));
                }
            }
        }
        throw new CaseException("there is no case `" + id + "`");
    }

    /** Whether a line is the case of that id; what is no case has none. */
    private static boolean isNamed(String text, String id) {
        try {
            return CaseReader.findId(Json.parse(text)).filter(id::equals).isPresent();
        } catch (CaseException notACase) {
            return false;
        }
    }

    private void print(Explanation explanation, Changes changes) throws IOException {
        var out = command.commandLine().getOut();
        if (Boolean.TRUE.equals(command.findOption("--json").getValue())) {
            var text = new StringWriter();
            try (var json = Json.FACTORY.createGenerator(text)) {
                ExplanationJson.write(explanation, changes, json);
            }
            out.println(text);
        } else {
            out.print(ExplanationText.of(explanation) + ChangesText.of(changes));
        }
        out.flush();
    }
}
