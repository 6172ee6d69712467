package dev.keyward.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of the PROXY protocol over a real socket: whose count, and which let nothing in. */
final class LoadBalancerListenerTest {

    private static final String ID = "vpce-0123456789abcdef0";
    private static final String OTHER_ID = "vpce-0fedcba9876543210";
    private static final String GET = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";

    private static final Limits LIMITS =
            new Limits(100, Duration.ofSeconds(2), Duration.ofSeconds(1));

    private final TestingAnswers answers = new TestingAnswers();
    private Listener listener;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        listener = listen("127.0.0.0/8", Optional.empty());
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    private Listener listen(String trusted, Optional<TlsFiles> tls) throws IOException {
        return Listener.startForLoadBalancers(
                new Endpoint("127.0.0.1", 0, tls, LIMITS),
                TrustedPeers.parse(trusted).orElseThrow(),
                answers,
                InstantSource.system());
    }

    private String answerTo(String bytes) throws IOException {
        try (var client = new RawClient(listener.port())) {
            return client.send(bytes).readAnswer();
        }
    }

    /** The connection must end without an answer, and without a request having been seen. */
    private void assertTurnedAway(String bytes) throws IOException {
        try (var client = new RawClient(listener.port())) {
            client.send(bytes);
            var all = client.readAll();
            assertFalse(all.contains("HTTP/1.1"), all);
        } catch (IOException reset) {
            assertFalse(reset instanceof java.net.SocketTimeoutException, reset.toString());
        }
        assertEquals(0, answers.answered.get());
    }

    @Test
    void tellsTheEndpointAndTheClientThatTheHeaderNames() throws IOException {
        var header = TestingProxyHeader.ofIpv4().through(ID).text();
        var answer = answerTo(header + GET);
        assertTrue(answer.endsWith("from=10.9.8.7 tls=false through=" + ID), answer);
    }

    @Test
    void takesClientsOfIpv6() throws IOException {
        var answer = answerTo(TestingProxyHeader.ofIpv6().through(ID).text() + GET);
        assertTrue(answer.contains("from=2001:db8:"), answer);
        assertTrue(answer.endsWith("through=" + ID), answer);
    }

    @Test
    void takesAHeaderThatComesInPieces() throws IOException {
        try (var client = new RawClient(listener.port())) {
            for (var octet : TestingProxyHeader.ofIpv4().through(ID).text().split("", -1)) {
                client.send(octet);
            }
            var answer = client.send(GET).readAnswer();
            assertTrue(answer.endsWith("through=" + ID), answer);
        }
    }

    @Test
    void passesOverWhatElseTheLoadBalancerTells() throws IOException {
        var header = TestingProxyHeader.ofIpv4()
                .with(0x04, new byte[40])
                .with(0xEA, new byte[] {0x02, 'x'})
                .through(ID)
                .text();
        assertTrue(answerTo(header + GET).endsWith("through=" + ID));
    }

    @Test
    void keepsTheEndpointForEveryRequestOfTheConnection() throws IOException {
        try (var client = new RawClient(listener.port())) {
            client.send(TestingProxyHeader.ofIpv4().through(ID).text());
            for (var count = 0; count < 3; count++) {
                assertTrue(client.send(GET).readAnswer().endsWith("through=" + ID));
            }
        }
    }

    @Test
    void endpointSpoofingByAnUntrustedPeerIsTurnedAwayUnheard() throws IOException {
        try (var strict = listen("10.0.0.0/8, 2001:db8::/32", Optional.empty())) {
            assertThrows(IOException.class, () -> {
                try (var client = new RawClient(strict.port())) {
                    client.send(TestingProxyHeader.ofIpv4().through(ID).text() + GET);
                    if (client.readAll().replace(" (reset)", "").isEmpty()) {
                        throw new IOException("closed");
                    }
                }
            });
        }
        assertEquals(0, answers.answered.get());
    }

    @Test
    void endpointSpoofingByAPlainRequestLetsNothingIn() throws IOException {
        assertTurnedAway(GET);
        assertTurnedAway(
                "GET / HTTP/1.1\r\nHost: " + ID + ".kms.eu-central-1.vpce.amazonaws.com\r\n"
                        + "X-Forwarded-For: 10.9.8.7\r\nForwarded: for=10.9.8.7\r\n\r\n");
    }

    @Test
    void proxyVersion1LetsNothingIn() throws IOException {
        assertTurnedAway("PROXY TCP4 10.9.8.7 10.0.0.1 12345 443\r\n" + GET);
        assertTurnedAway("PROXY UNKNOWN\r\n" + GET);
    }

    @Test
    void theCommandLocalLetsNothingIn() throws IOException {
        assertTurnedAway(TestingProxyHeader.ofIpv4().command(0x20).through(ID).text() + GET);
        assertTurnedAway(new TestingProxyHeader().command(0x20).family(0x00).text() + GET);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x11, 0x31, 0x22, 0x2F, 0x00})
    void otherVersionsAndCommandsLetNothingIn(int command) throws IOException {
        assertTurnedAway(
                TestingProxyHeader.ofIpv4().command(command).through(ID).text() + GET);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x12, 0x22, 0x31, 0x32, 0x21})
    void otherFamiliesThanTcpLetNothingIn(int family) throws IOException {
        assertTurnedAway(TestingProxyHeader.ofIpv4().family(family).through(ID).text() + GET);
    }

    @Test
    void aHeaderThatNamesNoEndpointLetsNothingIn() throws IOException {
        assertTurnedAway(TestingProxyHeader.ofIpv4().text() + GET);
        assertTurnedAway(TestingProxyHeader.ofIpv4().with(0xEA, new byte[] {}).text() + GET);
        assertTurnedAway(TestingProxyHeader.ofIpv4()
                        .with(
                                0xE0,
                                ("\u0001" + ID)
                                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .text()
                + GET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vpce-",
                "vpce-0123",
                "VPCE-0123456789abcdef0",
                "vpce-0123456789abcdef0\n"
            })
    void anIdThatIsNoneLetsNothingIn(String id) throws IOException {
        assertTurnedAway(TestingProxyHeader.ofIpv4().through(id).text() + GET);
    }

    @Test
    void twoEndpointsInOneHeaderLetNothingIn() throws IOException {
        assertTurnedAway(
                TestingProxyHeader.ofIpv4().through(ID).through(OTHER_ID).text() + GET);
    }

    @Test
    void aSecondHeaderIsNoRequest() throws IOException {
        try (var client = new RawClient(listener.port())) {
            client.send(TestingProxyHeader.ofIpv4().through(ID).text());
            client.send(TestingProxyHeader.ofIpv4().through(OTHER_ID).text() + GET);
            var all = client.readAll();
            assertFalse(all.contains(" 200 "), all);
        }
        assertEquals(0, answers.answered.get());
    }

    @Test
    void aTruncatedHeaderEndsInTime() throws IOException {
        var header = TestingProxyHeader.ofIpv4().through(ID).text();
        assertTurnedAway(header.substring(0, 5));
        assertTurnedAway(header.substring(0, 20));
        assertTurnedAway(header.substring(0, header.length() - 1));
    }

    @Test
    void aHeaderThatTricklesEndsInTime() throws IOException {
        var header = TestingProxyHeader.ofIpv4()
                .with(0x04, new byte[900])
                .through(ID)
                .text();
        try (var client = new RawClient(listener.port())) {
            assertThrows(IOException.class, () -> {
                for (var octet : header.split("", -1)) {
                    client.send(octet);
                    Thread.sleep(20);
                }
            });
        }
        assertEquals(0, answers.answered.get());
    }

    @Test
    void anOversizedHeaderLetsNothingIn() throws IOException {
        assertTurnedAway(TestingProxyHeader.ofIpv4()
                        .with(0x04, new byte[ProxyHeaderGuard.MOST_BYTES])
                        .through(ID)
                        .text()
                + GET);
    }

    @Test
    void aPartThatIsLongerThanTheHeaderLetsNothingIn() throws IOException {
        assertTurnedAway(TestingProxyHeader.ofIpv4().raw(0xEA, 0x7F, 0xFF, 0x01).text() + GET);
        assertTurnedAway(TestingProxyHeader.ofIpv4().raw(0xEA).text() + GET);
    }

    @Test
    void speaksTlsBehindTheHeader() throws Exception {
        var files = new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        var certificate = TestingCertificate.make(folder, "EC");
        certificate.writeTo(files);
        try (var secure = listen("127.0.0.1", Optional.of(files));
                var socket = new java.net.Socket(
                        java.net.InetAddress.getLoopbackAddress(), secure.port())) {
            socket.getOutputStream()
                    .write(TestingProxyHeader.ofIpv4()
                            .through(ID)
                            .text()
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            try (var tls = (javax.net.ssl.SSLSocket) ListenerTlsTest.trusting(certificate, "TLS")
                    .getSocketFactory()
                    .createSocket(
                            socket, OTHER_ID + ".kms.eu-central-1.vpce.amazonaws.com", 443, true)) {
                tls.getOutputStream()
                        .write(GET.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                var answer = new String(
                        tls.getInputStream().readNBytes(400),
                        java.nio.charset.StandardCharsets.ISO_8859_1);
                assertTrue(answer.contains("tls=true through=" + ID), answer);
            }
        }
    }
}
