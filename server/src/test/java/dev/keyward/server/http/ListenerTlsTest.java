package dev.keyward.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS over a real socket, and certificates that change under a running server. */
final class ListenerTlsTest {

    private static final Limits LIMITS =
            new Limits(100, Duration.ofSeconds(20), Duration.ofSeconds(20));

    @TempDir
    private Path folder;

    private TlsFiles files;

    @BeforeEach
    void nameFiles() {
        files = new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    }

    private Listener listen() throws IOException {
        return Listener.start(
                new Endpoint("127.0.0.1", 0, Optional.of(files), LIMITS),
                new TestingAnswers(),
                InstantSource.system());
    }

    private static HttpResponse<String> get(int port, SSLContext tls, HttpClient.Version version)
            throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().sslContext(tls).version(version).build()) {
            var uri = URI.create("https://127.0.0.1:" + port + "/x?y=z");
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    static SSLContext trusting(TestingCertificate certificate, String protocol) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("it", certificate.certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance(protocol);
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void speaksHttp2AndHttp11OverTls(String algorithm) throws Exception {
        var certificate = TestingCertificate.make(folder, algorithm);
        certificate.writeTo(files);
        try (var listener = listen()) {
            for (var version : HttpClient.Version.values()) {
                if (version == HttpClient.Version.HTTP_1_1
                        || version == HttpClient.Version.HTTP_2) {
                    var answer = get(listener.port(), trusting(certificate, "TLS"), version);
                    assertEquals(version, answer.version());
                    assertEquals(
                            "GET path=/x query=y=z host=[127.0.0.1:" + listener.port()
                                    + "] bytes=0 from=127.0.0.1 tls=true",
                            answer.body());
                }
            }
        }
    }

    @Test
    void takesHeadersOfTheSameSizeInBothVersions() throws Exception {
        var certificate = TestingCertificate.make(folder, "EC");
        certificate.writeTo(files);
        var versions =
                new HttpClient.Version[] {HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2};
        try (var listener = listen()) {
            for (var version : versions) {
                var request = HttpRequest.newBuilder(
                                URI.create("https://127.0.0.1:" + listener.port() + "/"))
                        .header("x-amz-security-token", "t".repeat(Limits.HEADER_BYTES - 2_000))
                        .build();
                try (var client = HttpClient.newBuilder()
                        .sslContext(trusting(certificate, "TLS"))
                        .version(version)
                        .build()) {
                    var answer = client.send(request, BodyHandlers.ofString());
                    assertEquals(200, answer.statusCode(), version.toString());
                    assertEquals(version, answer.version());
                }
            }
        }
    }

    @Test
    void speaksTls12AndTls13() throws Exception {
        var certificate = TestingCertificate.make(folder, "EC");
        certificate.writeTo(files);
        try (var listener = listen()) {
            for (var protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
                var context = trusting(certificate, protocol);
                try (var socket = (javax.net.ssl.SSLSocket)
                        context.getSocketFactory().createSocket("127.0.0.1", listener.port())) {
                    socket.setEnabledProtocols(new String[] {protocol});
                    socket.startHandshake();
                    assertEquals(protocol, socket.getSession().getProtocol());
                }
            }
        }
    }

    @Test
    void takesAKeyInPkcs1() throws Exception {
        var certificate = TestingCertificate.make(folder, "RSA");
        certificate.writeTo(files);
        certificate.writePkcs1Key(files.key());
        try (var listener = listen()) {
            var answer =
                    get(listener.port(), trusting(certificate, "TLS"), HttpClient.Version.HTTP_1_1);
            assertEquals(200, answer.statusCode());
        }
    }

    @Test
    void takesUpAChangedCertificate() throws Exception {
        TestingCertificate.make(folder, "EC").writeTo(files);
        try (var listener = listen()) {
            var next = TestingCertificate.make(folder, "EC");
            next.writeTo(files);
            awaitTrusted(listener, next);
        }
    }

    @Test
    void keepsTheOldCertificateWhileTheNewFilesAreBroken() throws Exception {
        var old = TestingCertificate.make(folder, "EC");
        old.writeTo(files);
        try (var listener = listen()) {
            Files.writeString(files.certificate(), "nonsense");
            assertThrows(IOException.class, this::listen, "these files start no server");
            var next = TestingCertificate.make(folder, "EC");
            next.writeCertificate(files.certificate()); // with the old key
            var refusal = assertThrows(IOException.class, this::listen);
            assertTrue(refusal.toString().contains("the key is not the certificate's"));
            assertEquals(
                    200,
                    get(listener.port(), trusting(old, "TLS"), HttpClient.Version.HTTP_2)
                            .statusCode());
            next.writeKey(files.key());
            awaitTrusted(listener, next);
        }
    }

    /** Ends when the server shows that certificate; if it never does, so does this never. */
    private static void awaitTrusted(Listener listener, TestingCertificate certificate)
            throws Exception {
        while (true) {
            try {
                get(listener.port(), trusting(certificate, "TLS"), HttpClient.Version.HTTP_2);
                return;
            } catch (SSLHandshakeException stillTheOldOne) {
                Thread.sleep(100);
            }
        }
    }
}
