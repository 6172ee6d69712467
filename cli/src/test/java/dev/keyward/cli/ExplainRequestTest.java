package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.sigv4.Expectation;
import dev.keyward.wire.sigv4.SignedRequest;
import dev.keyward.wire.sigv4.SigningKey;
import dev.keyward.wire.sigv4.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainRequestTest {

    private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String ID = "0c8e2f8a-2b1e-4d57-9d0e-6c2d6e0f1a2b";

    @TempDir
    Path home;

    private final List<HttpRequest> received = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::reply);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void reply(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = Headers.builder();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
            received.add(new HttpRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    "",
                    headers.build(),
                    exchange.getRequestBody().readAllBytes()));
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Environment environment(Map<String, String> more) {
        var variables = new HashMap<>(Map.of(
                "AWS_ACCESS_KEY_ID",
                "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY",
                SECRET,
                "AWS_REGION",
                "eu-central-1",
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        variables.putAll(more);
        return new Environment(variables, home, InstantSource.fixed(NOW));
    }

    private Ran explain(String... args) {
        var all = new ArrayList<>(List.of("explain"));
        all.addAll(List.of(args));
        return Ran.with("", environment(Map.of()), all.toArray(String[]::new));
    }

    @Test
    void asksWithASignedRequest() {
        answer = "{\"Text\":\"because\"}";
        assertEquals(new Ran(0, "because" + System.lineSeparator(), ""), explain(ID));

        var request = received.getFirst();
        assertEquals(
                "Keyward_20261125.ExplainRequest",
                request.headers().first("x-amz-target").orElseThrow());
        assertEquals(
                "{\"RequestId\":\"" + ID + "\"}",
                new String(request.body(), StandardCharsets.UTF_8));
        var expected = new Expectation("keyward", "eu-central-1"::equals, Duration.ZERO);
        var signed =
                assertInstanceOf(SignedRequest.class, SignedRequest.read(request, expected, NOW));
        var key = SigningKey.derive(SECRET.getBytes(StandardCharsets.UTF_8), signed.scope());
        assertEquals(new Verdict.Valid(), signed.verify(key));
    }

    @Test
    void printsTheJsonAsTheServerWroteIt() {
        answer = "{\"Text\":\"because\",\"Missing\":\"IDENTITY\"}";
        assertEquals(new Ran(0, answer + System.lineSeparator(), ""), explain(ID, "--json"));
    }

    @Test
    void printsNothingThatATerminalObeys() {
        answer = "{\"Text\":\"one\\n\\u001b[2Jtwo\"}";
        assertEquals(List.of("one", "\\u001b[2Jtwo"), explain(ID).outLines());
    }

    @Test
    void tellsWhatTheServerRefuses() {
        status = 400;
        answer = "{\"__type\":\"NotFoundException\",\"message\":\"no such request\"}";
        assertEquals(
                new Ran(
                        1,
                        "",
                        "keyward: NotFoundException: no such request" + System.lineSeparator()),
                explain(ID));
    }

    @Test
    void tellsThatPermissionIsMissing() {
        status = 400;
        answer = "{\"__type\":\"AccessDeniedException\",\"Message\":\"User: ann\"}";
        assertEquals(
                List.of("keyward: AccessDeniedException: User: ann"),
                explain(ID).errLines());
    }

    @Test
    void quotesWhateverItIsAskedFor() {
        status = 400;
        answer = "{\"__type\":\"ValidationException\"}";
        assertEquals("keyward: ValidationException", explain("a\"b").errLines().getFirst());
        assertEquals(
                "{\"RequestId\":\"a\\\"b\"}",
                new String(received.getFirst().body(), StandardCharsets.UTF_8));
    }

    @Test
    void saysWhenItIsNoKeywardThatAnswers() {
        status = 404;
        answer = "<html>not here</html>";
        var ran = explain(ID);
        assertEquals(2, ran.exit());
        assertTrue(ran.err().startsWith("keyward: no answer of Keyward, status 404: "), ran.err());
    }

    @Test
    void saysWhenNobodyAnswers() {
        var port = server.getAddress().getPort();
        server.stop(0);
        assertEquals(
                new Ran(
                        2,
                        "",
                        "keyward: http://127.0.0.1:" + port
                                + ": cannot connect; does the server run?"
                                + System.lineSeparator()),
                explain(ID));
    }

    @Test
    void saysWhatIsMissingToAsk() {
        var ran = Ran.with("", environment(Map.of("AWS_REGION", "")), "explain", ID);
        assertEquals(2, ran.exit());
        assertTrue(ran.err().startsWith("keyward: no Region: "), ran.err());
        assertEquals(2, explain().exit());
        assertEquals(List.of(), received);
    }

    @Test
    void refusesCertificatesThatAreNone() throws IOException {
        var file = Files.writeString(home.resolve("ca.pem"), "nothing of the kind");
        var ran = explain(ID, "--ca", file.toString());
        assertEquals(2, ran.exit());
        assertTrue(ran.err().startsWith("keyward: " + file + ": no"), ran.err());
        assertEquals(2, explain(ID, "--ca", home.resolve("absent").toString()).exit());
    }
}
