package dev.keyward.conformance;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A server in a process of its own, started as a person starts it, with the clients to talk to it.
 * Its data outlive {@link #kill} and {@link #start}.
 */
final class RunningKeyward implements AutoCloseable {

    static final String ACCOUNT = "123456789012";
    static final AwsCredentials ROOT = AwsBasicCredentials.create(
            "AKIAKEYWARDCONFROOT1", "conformance/root+secret/of+forty/chars1234");
    static final Region REGION = Region.EU_CENTRAL_1;

    /** Another place for each process that runs tests; Linux gives clients the ports from 32,768. */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(10_000 + (int) (ProcessHandle.current().pid() % 900) * 20);

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    /** What starts Keyward; another one may be named to try classes that are not packaged. */
    static final List<String> COMMAND = List.of(
            System.getProperty("keyward.command", REPOSITORY.resolve("keyward").toString())
                    .split(" "));

    private final Path data;
    private final int port;
    private final List<String> settings;
    private final HttpClient health = HttpClient.newHttpClient();
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private Process process;

    private RunningKeyward(Path data, int port, List<String> settings) {
        this.data = data;
        this.port = port;
        this.settings = settings;
        this.process = launch();
    }

    /** @param settings flags beside those that every server of these tests has */
    static RunningKeyward start(String... settings) {
        try {
            var data = Files.createTempDirectory("keyward-conformance");
            return new RunningKeyward(data, freePorts(1), List.of(settings)).awaitReady();
        } catch (IOException e) {
            throw new IllegalStateException("no place for the server's data", e);
        }
    }

    /** Starts again over the same data, on the same port. */
    void restart() {
        process = launch();
        awaitReady();
    }

    /** Ends the process as a power failure would: SIGKILL, no farewell. */
    void kill() {
        process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends the process as Ctrl-C does, and answers with its exit code. */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Runs the command line of this repository against this server, with {@code credentials}. */
    Program.Result command(AwsCredentials credentials, String... arguments) {
        var command = new ArrayList<>(COMMAND);
        command.addAll(List.of(arguments));
        return Program.run(
                REPOSITORY,
                Map.of(
                        "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
                        "AWS_REGION", REGION.id(),
                        "AWS_ENDPOINT_URL", endpoint().toString()),
                command);
    }

    KmsClient kms(AwsCredentials credentials) {
        return kms(credentials, REGION);
    }

    KmsClient kms(AwsCredentials credentials, Region region) {
        return kms(credentials, region, endpoint());
    }

    /** A client that calls by another way than the main port. */
    KmsClient kms(AwsCredentials credentials, Region region, URI endpoint) {
        return KmsClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(provider(credentials))
                .httpClient(http)
                .overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD))
                .build();
    }

    IamClient iam(AwsCredentials credentials) {
        return IamClient.builder()
                .endpointOverride(endpoint())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(provider(credentials))
                .httpClient(http)
                .build();
    }

    Ec2Client ec2(AwsCredentials credentials) {
        return Ec2Client.builder()
                .endpointOverride(endpoint())
                .region(REGION)
                .credentialsProvider(provider(credentials))
                .httpClient(http)
                .build();
    }

    StsClient sts(AwsCredentials credentials) {
        return StsClient.builder()
                .endpointOverride(endpoint())
                .region(REGION)
                .credentialsProvider(provider(credentials))
                .httpClient(http)
                .build();
    }

    OrganizationsClient organizations(AwsCredentials credentials) {
        return OrganizationsClient.builder()
                .endpointOverride(endpoint())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(provider(credentials))
                .httpClient(http)
                .build();
    }

    /** STS for somebody who has no credentials yet, and signs nothing. */
    StsClient unsignedSts() {
        return StsClient.builder()
                .endpointOverride(endpoint())
                .region(REGION)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(http)
                .build();
    }

    private static AwsCredentialsProvider provider(AwsCredentials credentials) {
        return StaticCredentialsProvider.create(credentials);
    }

    private Process launch() {
        var command = new ArrayList<>(COMMAND);
        command.addAll(
                List.of("serve", "--port", Integer.toString(port), "--data", data.toString()));
        command.addAll(settings);
        var builder = new ProcessBuilder(command);
        builder.environment().put("KEYWARD_ACCOUNT_ID", ACCOUNT);
        builder.environment().put("KEYWARD_ROOT_ACCESS_KEY_ID", ROOT.accessKeyId());
        builder.environment().put("KEYWARD_ROOT_SECRET_ACCESS_KEY", ROOT.secretAccessKey());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IllegalStateException("cannot start the server", e);
        }
    }

    private Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    private RunningKeyward awaitReady() {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (isReady()) {
                return this;
            }
            pause();
        }
        throw new IllegalStateException("the server did not start:\n" + logText());
    }

    private boolean isReady() {
        var request = HttpRequest.newBuilder(endpoint().resolve("/health"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return health.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the server started", e);
        }
    }

    String logText() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new IllegalStateException("the server wrote no log", e);
        }
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server did not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the server ended", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * The first of {@code count} free ports in a row. No call gives a port that another one gave, and
     * none is among those that the system gives to clients, so that nobody takes it before the server.
     */
    static int freePorts(int count) {
        var first = NEXT_PORT.getAndAdd(count);
        while (!areFree(first, count)) {
            first = NEXT_PORT.getAndAdd(count);
        }
        return first;
    }

    private static boolean areFree(int first, int count) {
        for (var port = first; port < first + count; port++) {
            try {
                new ServerSocket(port).close();
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        stop();
        http.close();
        health.close();
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
            Files.delete(log());
        } catch (IOException e) {
            throw new IllegalStateException("cannot remove " + data, e);
        }
    }
}
