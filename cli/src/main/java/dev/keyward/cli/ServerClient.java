package dev.keyward.cli;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.sigv4.RequestSigner;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

import javax.net.ssl.SSLException;

/** Calls operations of Keyward's own service at a server, signed as AWS's clients sign. */
final class ServerClient {

    private static final String SERVICE = "keyward";
    private static final String TARGET_PREFIX = "Keyward_20261125.";
    private static final int OK = 200;
    private static final int MOST_BYTES = 16 << 20;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private final ServerSettings settings;
    private final InstantSource clock;

    ServerClient(ServerSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What a server answered. */
    record Answer(boolean isGood, int status, String body) {}

    /** Calls {@code operation} with {@code input}, a JSON object. */
    Answer call(String operation, String input) throws ServerException {
        var unsigned = new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(Map.of(
                        "host",
                        hostHeader(settings.endpoint()),
                        "content-type",
                        "application/x-amz-json-1.1",
                        "x-amz-target",
                        TARGET_PREFIX + operation)),
                input.getBytes(StandardCharsets.UTF_8));
        var signed = new RequestSigner(settings.credentials(), settings.region(), SERVICE)
                .sign(unsigned, clock.instant());
        var request = java.net.http.HttpRequest.newBuilder(settings.endpoint().resolve("/"))
                .timeout(ANSWER_LIMIT)
                .POST(BodyPublishers.ofByteArray(signed.body()));
        for (var name : signed.headers().names()) {
            if (!name.equals("host")) { // the client sends the same one
                request.header(name, signed.headers().first(name).orElseThrow());
            }
        }
        try (var client = client()) {
            var response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                return new Answer(response.statusCode() == OK, response.statusCode(), text(body));
            }
        } catch (IOException failure) {
            throw new ServerException(settings.endpoint() + ": " + reason(failure), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted", interrupted);
        }
    }

    private HttpClient client() throws ServerException {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT);
        if (settings.certificates().isPresent()) {
            client.sslContext(TrustedCertificates.of(settings.certificates().get()));
        }
        return client.build();
    }

    private static String text(InputStream body) throws IOException {
        var bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("an answer of more than " + MOST_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What the JDK's client sends as {@code Host}: the port only if it is not the scheme's own. */
    static String hostHeader(URI endpoint) {
        var usual = endpoint.getScheme().toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
        return endpoint.getPort() < 0 || endpoint.getPort() == usual
                ? endpoint.getHost()
                : endpoint.getHost() + ":" + endpoint.getPort();
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case HttpTimeoutException _ -> "no answer in time";
            case ConnectException _ -> "cannot connect; does the server run?";
            case SSLException e -> "no trust: " + Failure.printable(String.valueOf(e.getMessage()));
            default -> Failure.of(failure);
        };
    }
}
