package dev.keyward.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command {@code keyward explain}: why a server refused a request not long ago. */
final class ExplainRequest implements Callable<Integer> {

    static final int EXPLAINED = 0;
    static final int REFUSED = 1;
    static final int NOT_ASKED = 2;

    private final Environment environment;
    private CommandSpec command = CommandSpec.create();

    private ExplainRequest(Environment environment) {
        this.environment = environment;
    }

    static CommandSpec command(Environment environment) {
        var running = new ExplainRequest(environment);
        var command = CommandSpec.wrapWithoutInspection(running)
                .name("explain")
                .mixinStandardHelpOptions(true);
        command.usageMessage()
                .description(
                        "Ask a server why it refused a request not long ago. Credentials, Region and"
                                + " endpoint come from where AWS's tools take them; they need"
                                + " keyward:ExplainRequest.",
                        "Exits with 0 if it explains, 1 if the server does not, 2 if it cannot be"
                                + " asked.");
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel("REQUEST-ID")
                .index("0")
                .required(true)
                .type(String.class)
                .description("What the refusal had in x-amzn-requestid.")
                .build());
        command.addOption(CommandOptions.text(
                        "--endpoint-url",
                        "Where the server is; http://localhost:4566 if nothing says.")
                .build());
        command.addOption(CommandOptions.text("--region", "A Region that the server serves.")
                .build());
        command.addOption(
                CommandOptions.text("--profile", "Whose credentials, of ~/.aws/credentials.")
                        .build());
        command.addOption(CommandOptions.text("--ca", "The certificates to trust, a PEM file.")
                .build());
        command.addOption(CommandOptions.flag("--json", "Print JSON.").build());
        running.command = command;
        return command;
    }

    private Optional<String> given(String option) {
        String value = command.findOption(option).getValue();
        return Optional.ofNullable(value);
    }

    @Override
    public Integer call() {
        var err = command.commandLine().getErr();
        String requestId = command.positionalParameters().getFirst().getValue();
        try {
            var given = new ServerSettings.Given(
                    given("--endpoint-url"), given("--region"), given("--profile"), given("--ca"));
            var settings = ServerSettings.find(given, environment);
            var answer = new ServerClient(settings, environment.clock())
                    .call("ExplainRequest", "{\"RequestId\":" + quoted(requestId) + "}");
            return print(answer);
        } catch (ServerException failure) {
            err.println("keyward: " + Failure.printable(String.valueOf(failure.getMessage())));
        } catch (InvalidPathException failure) {
            err.println("keyward: " + Failure.of(failure));
        }
        return NOT_ASKED;
    }

    private int print(ServerClient.Answer answer) throws ServerException {
        var line = command.commandLine();
        try {
            var fields = Fields.of(Json.parse(answer.body()), "");
            if (!answer.isGood()) {
                line.getErr().println("keyward: " + Failure.printable(refusal(fields, answer)));
                return REFUSED;
            }
            if (Boolean.TRUE.equals(command.findOption("--json").getValue())) {
                line.getOut().println(answer.body());
            } else {
                fields.getText("Text")
                        .lines()
                        .map(Failure::printable)
                        .forEach(line.getOut()::println);
            }
            return EXPLAINED;
        } catch (CaseException failure) {
            throw new ServerException(
                    "no answer of Keyward, status " + answer.status() + ": " + failure.getMessage(),
                    failure);
        }
    }

    private static String refusal(Fields fields, ServerClient.Answer answer) throws CaseException {
        var code = fields.findText("__type").orElse("status " + answer.status());
        var message = fields.findText("message");
        if (message.isEmpty()) {
            message = fields.findText("Message"); // AWS spells it so where permission is missing
        }
        return message.map(text -> code + ": " + text).orElse(code);
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
