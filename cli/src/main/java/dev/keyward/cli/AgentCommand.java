package dev.keyward.cli;

import dev.keyward.cli.agent.AgentServer;
import dev.keyward.cli.agent.HostFacts;
import dev.keyward.cli.agent.HostIdentityFiles;
import dev.keyward.cli.agent.SessionClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code keyward agent}: gives a host's programs the credentials of a role. */
final class AgentCommand implements Callable<Integer> {

    private static final int ENDED = 0;
    private static final int CANNOT_START = 2;
    private static final int MOST_HOPS = 64;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final Environment environment;
    private CommandSpec command = CommandSpec.create();

    private AgentCommand(Environment environment) {
        this.environment = environment;
    }

    static CommandSpec command(Environment environment) {
        var running = new AgentCommand(environment);
        var command = CommandSpec.wrapWithoutInspection(running)
                .name("agent")
                .mixinStandardHelpOptions(true);
        command.usageMessage()
                .description(
                        "Give the programs of this host the credentials of a role, as EC2's metadata"
                                + " service and the container credentials endpoint do. The host shows"
                                + " who it is by its certificate.",
                        "Runs until a signal ends it; exits with 2 if it cannot start.");
        required(command, "--trust-anchor-arn", "Whose certificates the server takes.");
        required(command, "--profile-arn", "The host profile that gives the role.");
        optional(command, "--role-arn", "The role; this or an instance profile must be given.");
        optional(
                command,
                "--instance-profile",
                "The instance profile that holds the role: its ARN, or its name if it has no path.");
        required(command, "--certificate", "The host's certificate, a PEM file.");
        required(command, "--private-key", "Its private key, PEM, PKCS #8, not encrypted.");
        optional(command, "--intermediates", "Certificates between it and its authority, PEM.");
        optional(command, "--duration-seconds", "How long credentials last, 900 to 43200.");
        optional(command, "--role-session-name", "What the session is called.");
        optional(command, "--listen", "ADDRESS:PORT; 127.0.0.1:9911 if nothing says.");
        optional(
                command,
                "--hop-limit",
                "1: only the host itself is answered; more: whoever reaches the address.");
        optional(
                command,
                "--container-token-file",
                "The file with the token for the container endpoint, which is off without it.");
        optional(
                command,
                "--endpoint-url",
                "Where the server is; http://localhost:4566 if nothing says.");
        optional(command, "--ca", "The certificates to trust, a PEM file.");
        running.command = command;
        return command;
    }

    private static void required(CommandSpec command, String name, String description) {
        command.addOption(CommandOptions.text(name, description).required(true).build());
    }

    private static void optional(CommandSpec command, String name, String description) {
        command.addOption(CommandOptions.text(name, description).build());
    }

    private Optional<String> given(String option) {
        return ServerOptions.value(command, option);
    }

    private String get(String option) {
        return given(option).orElseThrow();
    }

    @Override
    public Integer call() {
        var line = command.commandLine();
        try (var agent = start()) {
            tellHowToUse(agent.address());
            var ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown, "farewell"));
            ended.await();
            return ENDED;
        } catch (ServerException failure) {
            line.getErr()
                    .println("keyward: " + Failure.printable(String.valueOf(failure.getMessage())));
        } catch (IOException failure) {
            line.getErr().println("keyward: " + Failure.of(failure));
        } catch (InvalidPathException failure) {
            line.getErr().println("keyward: " + Failure.of(failure));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ENDED;
        }
        return CANNOT_START;
    }

    /** Starts the agent that the options describe. */
    AgentServer start() throws IOException, ServerException {
        var region = region(get("--trust-anchor-arn"));
        var role = roleArn();
        var files = new HostIdentityFiles(
                Path.of(get("--certificate")),
                Path.of(get("--private-key")),
                given("--intermediates").map(Path::of));
        var host = files.host();
        var _ = files.signer(region); // so that what is wrong with them is told at once
        var facts = HostFacts.of(
                host.getSubjectX500Principal().getName(),
                host.getIssuerX500Principal().getName(),
                region,
                account());
        var plan = new AgentServer.Plan(
                address(given("--listen").orElse("127.0.0.1:9911")),
                number("--hop-limit", 1, MOST_HOPS).orElse(1),
                given("--container-token-file").map(Path::of),
                facts,
                environment.clock(),
                command.commandLine().getErr());
        return AgentServer.start(
                plan,
                new SessionClient(client(), request(region, role), files, environment.clock()));
    }

    private SessionClient.Request request(String region, String role) throws ServerException {
        var endpoint = ServerSettings.uri(given("--endpoint-url")
                .or(() -> environment.variable("AWS_ENDPOINT_URL"))
                .orElse(ServerSettings.NO_ENDPOINT));
        return new SessionClient.Request(
                URI.create(endpoint.toString()),
                ServerClient.hostHeader(endpoint),
                region,
                get("--trust-anchor-arn"),
                get("--profile-arn"),
                role,
                given("--role-session-name"),
                number("--duration-seconds", 900, 43_200));
    }

    private HttpClient client() throws ServerException {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT);
        var authorities = given("--ca").or(() -> environment.variable("AWS_CA_BUNDLE"));
        if (authorities.isPresent()) {
            client.sslContext(TrustedCertificates.of(Path.of(authorities.get())));
        }
        return client.build();
    }

    /** The ARN of the role, or of the instance profile that holds it. */
    private String roleArn() throws ServerException {
        var role = given("--role-arn");
        var profile = given("--instance-profile");
        if (role.isPresent() == profile.isPresent()) {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "one of --role-arn and --instance-profile must be given, and one only");
        }
        if (profile.isPresent()) {
            return profileArn(profile.get());
        }
        if (!role.get().matches("arn:aws:iam::[0-9]{12}:role/.+")) {
            throw new ServerException("not the ARN of a role: " + role.get());
        }
        return role.get();
    }

    private String profileArn(String given) throws ServerException {
        var arn = given.startsWith("arn:")
                ? given
                : "arn:aws:iam::" + account() + ":instance-profile/" + given;
        if (!arn.matches("arn:aws:iam::[0-9]{12}:instance-profile/.+")) {
            throw new ServerException("not the ARN of an instance profile: " + arn);
        }
        return arn;
    }

    /** The account of the anchor, which is that of all that it leads to. */
    private String account() {
        return get("--trust-anchor-arn").split(":", -1)[4];
    }

    private static String region(String anchorArn) throws ServerException {
        if (!anchorArn.matches("arn:aws:rolesanywhere:[a-z0-9-]+:[0-9]{12}:trust-anchor/.+")) {
            throw new ServerException("not the ARN of a trust anchor: " + anchorArn);
        }
        return anchorArn.split(":", -1)[3];
    }

    private static InetSocketAddress address(String text) throws ServerException {
        var colon = text.lastIndexOf(':');
        var port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new ServerException("not an address and a port: " + text);
        }
        var address = new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw new ServerException("no such address: " + text.substring(0, colon));
        }
        return address;
    }

    private Optional<Integer> number(String option, int least, int most) {
        var text = given(option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var number = text.get().matches("[0-9]{1,6}") ? Integer.parseInt(text.get()) : -1;
        if (number < least || number > most) {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    option + " is not a number from " + least + " to " + most);
        }
        return Optional.of(number);
    }

    private void tellHowToUse(InetSocketAddress address) {
        var out = command.commandLine().getOut();
        var base = "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
        out.println("Programs of this host find credentials by:");
        out.println("  export AWS_EC2_METADATA_SERVICE_ENDPOINT=" + base);
        given("--container-token-file").ifPresent(file -> {
            out.println("or by:");
            out.println("  export AWS_CONTAINER_CREDENTIALS_FULL_URI=" + base + "/v1/credentials");
            out.println("  export AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=" + file);
        });
        out.flush();
    }
}
