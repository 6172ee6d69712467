package dev.keyward.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.model.EndpointService;
import dev.keyward.server.model.PortRange;
import dev.keyward.server.model.VpcEndpoint;
import dev.keyward.server.model.VpcEndpoint.Making;
import dev.keyward.server.model.VpcEndpoint.Names;
import dev.keyward.server.model.VpcEndpoint.Network;
import dev.keyward.server.store.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The own listeners of endpoints, and that nothing but the listener tells the endpoint. */
final class EndpointDoorsTest {

    private static final String ID = "vpce-0123456789abcdef0";
    private static final String NAME = ID + "-abcdefgh.kms.eu-central-1.vpce.amazonaws.com";

    private static final Limits LIMITS =
            new Limits(100, Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final TestingAnswers answers = new TestingAnswers();
    private Listener front;
    private int port;
    private EndpointDoors doors;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        front = listen(Optional.empty());
        port = freePort();
        doors = new EndpointDoors(new PortRange(port, port));
        doors.begin(front, List.of());
    }

    @AfterEach
    void stop() {
        front.close();
    }

    private Listener listen(Optional<TlsFiles> tls) throws IOException {
        return Listener.start(
                new Endpoint("127.0.0.1", 0, tls, LIMITS), answers, InstantSource.system());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static VpcEndpoint endpoint(int port) {
        return new VpcEndpoint(
                Samples.ACCOUNT,
                Samples.REGION,
                ID,
                EndpointService.KMS,
                new Network(
                        "vpc-12345678",
                        List.of(),
                        List.of(),
                        "ipv4",
                        new Names("abcdefgh", true, "ipv4")),
                "{}",
                Optional.of(port),
                new Making(Samples.T0, Optional.empty(), ""),
                new TreeMap<>());
    }

    private static String get(int port, String... headers) throws IOException {
        try (var client = new RawClient(port)) {
            return client.send("GET / HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                    .readAnswer();
        }
    }

    @Test
    void requestsOnItsListenerComeThroughTheEndpointWhateverTheySay() throws IOException {
        doors.keepTo(List.of(endpoint(port)));
        assertEquals(Optional.empty(), doors.problem(ID));
        assertTrue(get(port, "Host: anything").endsWith("from=127.0.0.1 tls=false through=" + ID));
        assertTrue(get(port, "Host: vpce-00000000000000000.kms.eu-central-1.vpce.amazonaws.com")
                .endsWith("through=" + ID));
        assertFalse(get(front.port(), "Host: anything").contains("through="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: " + NAME,
                "Host: a\r\nX-Forwarded-Host: " + NAME,
                "Host: a\r\nX-Forwarded-For: 10.9.8.7",
                "Host: a\r\nForwarded: for=10.9.8.7;host=" + NAME,
                "Host: a\r\nX-Amz-Source-Vpce: " + ID,
                "Host: a\r\naws:SourceVpce: " + ID,
                "Host: a\r\nVpc-Endpoint-Id: " + ID,
                "Host: a\r\nVia: 1.1 " + NAME
            })
    void endpointSpoofingByHeadersDoesNothing(String headers) throws IOException {
        var answer = get(front.port(), headers);
        assertTrue(answer.contains("from=127.0.0.1") || answer.contains(" 400 "), answer);
        assertFalse(answer.contains("through="), answer);
    }

    @Test
    void endpointSpoofingByAProxyHeaderIsNoRequestOnOtherListeners() throws IOException {
        doors.keepTo(List.of(endpoint(port)));
        var header =
                TestingProxyHeader.ofIpv4().through("vpce-0fedcba9876543210").text();
        for (var listening : List.of(front.port(), port)) {
            for (var first : List.of(header, "PROXY TCP4 10.9.8.7 10.0.0.1 1 2\r\n")) {
                try (var client = new RawClient(listening)) {
                    client.send(first + "GET / HTTP/1.1\r\nHost: here\r\n\r\n");
                    assertFalse(client.readAll().contains(" 200 "));
                }
            }
        }
        assertEquals(0, answers.answered.get());
    }

    @Test
    void endpointSpoofingByServerNameDoesNothing() throws Exception {
        var files = new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        var certificate = TestingCertificate.make(folder, "EC");
        certificate.writeTo(files);
        try (var secure = listen(Optional.of(files))) {
            var beside = new EndpointDoors(new PortRange(port, port));
            beside.begin(secure, List.of(endpoint(port)));
            var plain = overTls(certificate, secure.port());
            assertTrue(plain.endsWith("tls=true"), plain);
            var own = overTls(certificate, port);
            assertTrue(own.endsWith("tls=true through=" + ID), own);
        }
    }

    /** The answer to a client that names the endpoint in its handshake. */
    private static String overTls(TestingCertificate certificate, int port) throws Exception {
        try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port);
                var tls = ListenerTlsTest.trusting(certificate, "TLS")
                        .getSocketFactory()
                        .createSocket(socket, NAME, 443, true)) {
            tls.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return new String(
                    tls.getInputStream().readAllBytes(),
                    java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aDeletedEndpointsListenerRefuses() throws IOException {
        doors.keepTo(List.of(endpoint(port)));
        try (var kept = new RawClient(port)) {
            kept.send("GET / HTTP/1.1\r\nHost: here\r\n\r\n").readAnswer();
            doors.keepTo(List.of());
            assertEquals("", kept.readAll().replace(" (reset)", ""));
        }
        assertThrows(IOException.class, () -> {
            while (true) {
                get(port, "Host: here");
                Thread.sleep(20);
            }
        });
        assertTrue(get(front.port(), "Host: here").contains(" 200 "));
        doors.keepTo(List.of(endpoint(port)));
        assertTrue(get(port, "Host: here").endsWith("through=" + ID));
    }

    @Test
    void saysWhyAListenerIsNotOpen() throws IOException {
        doors.keepTo(List.of(endpoint(port + 1)));
        assertEquals(
                Optional.of("its port " + (port + 1) + " is not one of " + port + "-" + port
                        + " any more"),
                doors.problem(ID));
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            doors.keepTo(List.of(endpoint(taken.getLocalPort())));
            assertTrue(doors.problem(ID)
                    .orElseThrow()
                    .startsWith("cannot listen on 127.0.0.1, port " + port));
        }
        doors.keepTo(List.of(endpoint(port)));
        assertEquals(Optional.empty(), doors.problem(ID));
    }
}
