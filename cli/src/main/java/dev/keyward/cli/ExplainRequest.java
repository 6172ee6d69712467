package dev.keyward.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.file.InvalidPathException;
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
        ServerOptions.add(command);
        command.addOption(CommandOptions.flag("--json", "Print JSON.").build());
        running.command = command;
        return command;
    }

    @Override
    public Integer call() {
        var err = command.commandLine().getErr();
        String requestId = command.positionalParameters().getFirst().getValue();
        try {
            var answer = ServerOptions.client(command, environment)
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
                line.getErr()
                        .println("keyward: "
                                + Failure.printable(ServerRefusal.text(fields, answer)));
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

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
