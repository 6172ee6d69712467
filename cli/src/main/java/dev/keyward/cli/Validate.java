package dev.keyward.cli;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.policy.parse.PolicyProblem;
import dev.keyward.policy.parse.ProblemReason;
import dev.keyward.policy.parse.SizeLimit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command {@code keyward policy validate}: what is wrong with policy documents, and where. */
final class Validate {

    static final int GOOD = 0;
    static final int BAD = 1;
    static final int UNREADABLE = 2;

    /** More than four bytes for each character that the longest document may have. */
    private static final int MOST_BYTES = 1 << 20;

    private final Streams streams;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Form form;

    private Validate(Streams streams, PrintWriter out, PrintWriter err, Form form) {
        this.streams = streams;
        this.out = out;
        this.err = err;
        this.form = form;
    }

    /** How a problem is printed. */
    private enum Form {
        FOR_PEOPLE,
        JSON
    }

    static CommandSpec command(Streams streams) {
        var running = new Running(streams);
        var command = CommandSpec.wrapWithoutInspection(running)
                .name("validate")
                .mixinStandardHelpOptions(true);
        command.usageMessage()
                .description(
                        "Check policy documents. Prints FILE:LINE:COLUMN: error|warning: reason:"
                                + " message for each problem.",
                        "Exits with 0 if no document has an error, 1 if one has, 2 if one cannot be"
                                + " read.");
        command.addOption(CommandOptions.text(
                        "--kind", "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not said.")
                .paramLabel("KIND")
                .defaultValue("identity")
                .completionCandidates(Kinds.words())
                .build());
        command.addOption(
                CommandOptions.flag("--json", "Print each problem as a JSON object, one a line.")
                        .build());
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel("FILE")
                .index("0..*")
                .arity("1..*")
                .required(true)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("A document; - is the standard input.")
                .build());
        running.command = command;
        return command;
    }

    /** Ties the command to what was given on its line. */
    private static final class Running implements Callable<Integer> {

        private final Streams streams;
        private CommandSpec command = CommandSpec.create();

        Running(Streams streams) {
            this.streams = streams;
        }

        @Override
        public Integer call() {
            var line = command.commandLine();
            var given = line.getParseResult();
            String word = command.findOption("--kind").getValue();
            var kind = Kinds.find(word);
            if (kind.isEmpty()) {
                line.getErr()
                        .println("keyward: there is no kind of policy `" + word + "`, only "
                                + String.join(", ", Kinds.words()));
                return UNREADABLE;
            }
            List<String> files = given.matchedPositionalValue(0, List.of());
            var form = given.hasMatchedOption("--json") ? Form.JSON : Form.FOR_PEOPLE;
            var validate = new Validate(streams, line.getOut(), line.getErr(), form);
            var worst = GOOD;
            for (var file : files) {
                worst = Math.max(worst, validate.check(file, kind.get()));
            }
            return worst;
        }
    }

    private int check(String file, PolicyKind kind) {
        try {
            var text = streams.read(file, MOST_BYTES);
            return check(file, text, kind);
        } catch (IOException unreadable) {
            err.println(file + ": " + Failure.of(unreadable));
        } catch (InvalidPathException unreadable) {
            err.println(Failure.printable(file) + ": " + Failure.of(unreadable));
        }
        return UNREADABLE;
    }

    private int check(String file, String text, PolicyKind kind) {
        var problems = new ArrayList<>(ofSize(text, kind));
        try {
            problems.addAll(PolicyDocument.parse(text, kind).warnings());
        } catch (PolicyException refused) {
            problems.addAll(refused.problems());
            problems.addAll(refused.warnings());
        }
        problems.forEach(problem -> out.println(render(file, problem)));
        return problems.stream().anyMatch(Validate::isError) ? BAD : GOOD;
    }

    private static List<PolicyProblem> ofSize(String text, PolicyKind kind) {
        return SizeLimit.of(kind)
                .problem(text)
                .or(() -> kind == PolicyKind.IDENTITY
                        ? SizeLimit.warningOfInlineOnly(text)
                        : Optional.empty())
                .stream()
                .toList();
    }

    private static boolean isError(PolicyProblem problem) {
        return problem.reason().severity() == ProblemReason.Severity.ERROR;
    }

    private String render(String file, PolicyProblem problem) {
        return switch (form) {
            case FOR_PEOPLE ->
                Failure.printable("%s:%d:%d: %s: %s: %s"
                        .formatted(
                                file,
                                problem.line(),
                                problem.column(),
                                severity(problem),
                                reason(problem),
                                problem.message()));
            case JSON ->
                Json.written(json -> {
                    json.writeStartObject();
                    json.writeStringField("file", file);
                    json.writeNumberField("line", problem.line());
                    json.writeNumberField("column", problem.column());
                    json.writeStringField("severity", severity(problem));
                    json.writeStringField("reason", reason(problem));
                    json.writeStringField("message", problem.message());
                    json.writeEndObject();
                });
        };
    }

    private static String reason(PolicyProblem problem) {
        return problem.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String severity(PolicyProblem problem) {
        return switch (problem.reason().severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
        };
    }
}
