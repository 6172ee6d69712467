package dev.keyward.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options of every command that asks a server: where it is, and as whom it is asked. */
final class ServerOptions {

    private ServerOptions() {}

    static void add(CommandSpec command) {
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
    }

    /** A client of the server that the options of {@code command} and {@code environment} name. */
    static ServerClient client(CommandSpec command, Environment environment)
            throws ServerException {
        var given = new ServerSettings.Given(
                value(command, "--endpoint-url"),
                value(command, "--region"),
                value(command, "--profile"),
                value(command, "--ca"));
        return new ServerClient(ServerSettings.find(given, environment), environment.clock());
    }

    static Optional<String> value(CommandSpec command, String option) {
        String value = command.findOption(option).getValue();
        return Optional.ofNullable(value);
    }
}
