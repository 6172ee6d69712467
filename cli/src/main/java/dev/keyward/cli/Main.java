package dev.keyward.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code keyward}. The launcher gives {@code serve} and {@code bench} to mains of their own. */
public final class Main {

    private static final String VERSION = "keyward 0.1.0";

    private Main() {}

    /** Runs the command that {@code args} name. */
    public static void main(String[] args) {
        // JSON and file names are UTF-8 whatever the terminal's locale is.
        var out = new PrintWriter(
                new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        var err = new PrintWriter(
                new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var command = new CommandLine(command(new Streams(System.in), Environment.ofProcess()))
                .setOut(out)
                .setErr(err);
        if (args.length == 0) {
            command.usage(err);
            System.exit(CommandLine.ExitCode.USAGE);
        }
        var exit = command.execute(args);
        out.flush();
        System.exit(exit);
    }

    static CommandSpec command(Streams streams, Environment environment) {
        var root = CommandSpec.wrapWithoutInspection((Runnable) () -> {})
                .name("keyward")
                .version(VERSION)
                .mixinStandardHelpOptions(true);
        root.usageMessage()
                .description("A key management server that decides as AWS KMS and IAM do.");
        root.addSubcommand("policy", policy(streams));
        root.addSubcommand("explain", ExplainRequest.command(environment));
        root.addSubcommand("agent", AgentCommand.command(environment));
        root.addSubcommand("trust-anchor", HostCommands.anchors(streams, environment));
        root.addSubcommand("host-profile", HostCommands.profiles(streams, environment));
        root.addSubcommand("service", ServiceCommands.group(streams, environment));
        root.addSubcommand("serve", elsewhere("Start the server: keyward serve --help"));
        root.addSubcommand("bench", elsewhere("Measure the server on this machine."));
        return root;
    }

    private static CommandSpec policy(Streams streams) {
        var group = CommandSpec.create().name("policy").mixinStandardHelpOptions(true);
        group.usageMessage().description("Check policies and try them, without a server.");
        group.addSubcommand("validate", Validate.command(streams));
        group.addSubcommand("simulate", Simulate.command(streams));
        group.addSubcommand("explain", Explain.command(streams));
        return group;
    }

    private static CommandSpec elsewhere(String description) {
        var command = CommandSpec.wrapWithoutInspection((Runnable) () -> {});
        command.usageMessage().description(description);
        return command;
    }
}
