package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ServiceCommandsTest {

    private final List<String> received = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";

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
            received.add(exchange.getRequestHeaders().getFirst("x-amz-target") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Ran run(String... args) {
        var all = new ArrayList<>(List.of("service"));
        all.addAll(List.of(args));
        var environment = new Environment(
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        "AKIAIOSFODNN7EXAMPLE",
                        "AWS_SECRET_ACCESS_KEY",
                        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                        "AWS_REGION",
                        "eu-central-1",
                        "AWS_ENDPOINT_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort()),
                Path.of("no-home"),
                InstantSource.fixed(Instant.EPOCH));
        return Ran.with("", environment, all.toArray(String[]::new));
    }

    private void assertAsks(String operation, String input, String... args) {
        assertEquals(new Ran(0, answer + System.lineSeparator(), ""), run(args));
        assertEquals("Keyward_20261125." + operation + " " + input, received.getLast());
    }

    @Test
    void asksForEachOperationWithWhatItIsGiven() {
        assertAsks(
                "RegisterService",
                "{\"ServicePrincipal\":\"s3.amazonaws.com\",\"Regions\":[\"eu-central-1\","
                        + "\"us-east-1\"],\"SigningName\":\"store\"}",
                "register",
                "s3.amazonaws.com",
                "--regions",
                "eu-central-1,us-east-1",
                "--signing-name",
                "store");
        assertAsks(
                "UpdateService",
                "{\"ServicePrincipal\":\"s3.amazonaws.com\",\"Status\":\"DISABLED\"}",
                "update",
                "s3.amazonaws.com",
                "--status",
                "DISABLED");
        assertAsks("ListServices", "{}", "list");
        assertAsks(
                "CreateServiceKey",
                "{\"ServicePrincipal\":\"s3.amazonaws.com\"}",
                "create-key",
                "s3.amazonaws.com");
        assertAsks(
                "DeleteServiceKey",
                "{\"ServicePrincipal\":\"s3.amazonaws.com\",\"AccessKeyId\":\"AKSP\"}",
                "delete-key",
                "s3.amazonaws.com",
                "--access-key-id",
                "AKSP");
        assertAsks(
                "DeregisterService",
                "{\"ServicePrincipal\":\"s3.amazonaws.com\"}",
                "deregister",
                "s3.amazonaws.com");
    }

    @Test
    void tellsWhatTheServerRefuses() {
        status = 400;
        answer = "{\"__type\":\"AlreadyExistsException\",\"message\":\"it is there\"}";
        assertEquals(
                new Ran(
                        1,
                        "",
                        "keyward: AlreadyExistsException: it is there" + System.lineSeparator()),
                run("register", "s3.amazonaws.com"));
    }

    @Test
    void tellsWhatIsMissing() {
        var ran = run("delete-key", "s3.amazonaws.com");
        assertEquals(2, ran.exit());
        assertTrue(ran.err().contains("--access-key-id"), ran.err());
        assertTrue(received.isEmpty());
    }
}
