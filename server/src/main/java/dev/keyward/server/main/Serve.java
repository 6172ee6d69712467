package dev.keyward.server.main;

import dev.keyward.server.store.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command {@code keyward serve}: reads its settings, starts, and ends on a signal. */
final class Serve {

    private static final int OK = 0;
    private static final int CANNOT_START = 1;
    private static final int USAGE = 2;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    Serve(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Runs until a signal ends the process; answers with an exit code if it cannot. */
    int run(String... args) {
        var command = new CommandLine(command());
        try {
            var parsed = command.parseArgs(args);
            if (CommandLine.printHelpIfRequested(parsed)) {
                return OK;
            }
            return serve(Settings.read(flags(parsed), environment));
        } catch (CommandLine.UnmatchedArgumentException e) {
            return refuse(unknown(e).getMessage(), USAGE);
        } catch (CommandLine.ParameterException e) {
            return refuse(e.getMessage(), USAGE);
        } catch (SettingsException e) {
            return refuse(e.getMessage(), USAGE);
        } catch (StoreException e) {
            return refuse(withCause(e), CANNOT_START);
        } catch (IOException e) {
            return refuse(e.getMessage(), CANNOT_START);
        }
    }

    private int serve(Settings settings) throws IOException {
        var running = Wiring.start(settings);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            running.close();
                            out.println("Keyward ended; everything is on disk.");
                            out.flush();
                            // A signal that did what it should is no failure.
                            Runtime.getRuntime().halt(OK);
                        },
                        "farewell"));
        out.print(running.greeting());
        out.flush();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return OK;
    }

    private int refuse(@org.jspecify.annotations.Nullable String why, int exitCode) {
        err.println("keyward: " + why);
        return exitCode;
    }

    private static String withCause(StoreException failure) {
        var cause = failure.getCause();
        return cause == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + cause;
    }

    private static SettingsException unknown(CommandLine.UnmatchedArgumentException unmatched) {
        var first = unmatched.getUnmatched().getFirst();
        return GivenSettings.unknownFlag(first.split("=", 2)[0]);
    }

    private static Map<String, String> flags(ParseResult parsed) {
        var flags = new LinkedHashMap<String, String>();
        for (var option : parsed.matchedOptions()) {
            flags.put(option.longestName(), option.<String>getValue());
        }
        return flags;
    }

    private static CommandSpec command() {
        var command = CommandSpec.create().name("keyward serve").mixinStandardHelpOptions(false);
        command.usageMessage()
                .description(
                        "Starts the server. Flags win over KEYWARD_* variables, and those over the file.")
                .sortOptions(false);
        command.addOption(OptionSpec.builder("--help", "-h")
                .usageHelp(true)
                .description("Prints this.")
                .build());
        command.addOption(OptionSpec.builder(GivenSettings.FILE_FLAG)
                .type(String.class)
                .paramLabel("FILE")
                .description("A file of lines `name = value`.")
                .build());
        for (var setting : Setting.values()) {
            if (!setting.isSecret()) {
                command.addOption(option(setting));
            }
        }
        return command;
    }

    private static OptionSpec option(Setting setting) {
        var standard = setting.defaultText().map(text -> " Default: " + text).orElse("");
        return OptionSpec.builder(setting.flag())
                .type(String.class)
                .paramLabel("VALUE")
                .description(setting.doc() + standard)
                .build();
    }
}
