package dev.keyward.server.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.keyward.wire.ProtocolName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of a provider behind real TLS. */
final class HttpsKeysTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String CONFIGURATION = "/.well-known/openid-configuration";
    private static final String KEYS = "{\"keys\":[]}";

    @TempDir
    private Path folder;

    private KeyStore store;
    private HttpsServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** What the server answers to a path. */
    private record Answer(int status, String body, Optional<String> location) {}

    @BeforeEach
    void start() throws Exception {
        store = makeStore("127.0.0.1");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/", this::answer);
        server.start();
        answers.put(CONFIGURATION, configuration(iss(), iss() + "/keys"));
        answers.put("/keys", ok(KEYS));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** A key and a certificate of its own for {@code address}, made by the JDK's tool. */
    private KeyStore makeStore(String address) throws Exception {
        var file = folder.resolve("store-" + address + ".p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=provider",
                        "-ext",
                        "san=ip:" + address,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private SSLContext context() throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answers.getOrDefault(
                    exchange.getRequestURI().getPath(), new Answer(404, "", Optional.empty()));
            answer.location().ifPresent(url -> exchange.getResponseHeaders().set("Location", url));
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Answer ok(String body) {
        return new Answer(200, body, Optional.empty());
    }

    private static Answer configuration(String issuer, String keys) {
        return ok("{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}");
    }

    private String url() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private String iss() {
        return "https://" + url();
    }

    private Issuer issuer(String... thumbprints) {
        return new Issuer("provider", url(), Optional.of(List.of()), List.of(thumbprints));
    }

    private X509Certificate certificate() throws Exception {
        return (X509Certificate) store.getCertificate("it");
    }

    private String thumbprint() throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-1").digest(certificate().getEncoded()));
    }

    private HttpsKeys trusting() throws Exception {
        return HttpsKeys.trusting(List.of(certificate()));
    }

    private static void refuses(String code, String part, HttpsKeys keys, Issuer issuer) {
        var refused = assertThrows(KeysException.class, () -> keys.fetch(issuer));
        assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
        assertEquals(code, refused.refusal().code().code(ProtocolName.AWS_QUERY));
    }

    private void refusesAnswers(String part) throws Exception {
        refuses("InvalidIdentityToken", part, trusting(), issuer());
    }

    @Test
    void fetchesTheKeysThatTheConfigurationNames() throws Exception {
        assertEquals(KEYS, trusting().fetch(issuer()));
    }

    @Test
    void fetchesThemForAnIssuerWithAPath() throws Exception {
        answers.put("/tenant" + CONFIGURATION, configuration(iss() + "/tenant", iss() + "/keys"));
        answers.put("/slash" + CONFIGURATION, configuration(iss() + "/slash/", iss() + "/keys"));
        for (var path : List.of("/tenant", "/slash/")) {
            var issuer = new Issuer("provider", url() + path, Optional.empty(), List.of());
            assertEquals(KEYS, trusting().fetch(issuer));
        }
    }

    @Test
    void trustsAServerByItsThumbprint() throws Exception {
        assertEquals(KEYS, HttpsKeys.trustingTheJdk().fetch(issuer("0".repeat(40), thumbprint())));
    }

    @Test
    void doesNotTrustAServerThatNobodyVouchesFor() throws Exception {
        var jdk = HttpsKeys.trustingTheJdk();
        refuses("InvalidIdentityToken", url(), jdk, issuer());
        refuses("InvalidIdentityToken", url(), jdk, issuer("0".repeat(40)));
        var other = (X509Certificate) makeStore("127.0.0.2").getCertificate("it");
        refuses("InvalidIdentityToken", url(), HttpsKeys.trusting(List.of(other)), issuer());
    }

    @Test
    void doesNotTrustACertificateForAnotherName() throws Exception {
        stop();
        store = makeStore("127.0.0.9");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.start();
        refuses("InvalidIdentityToken", url(), trusting(), issuer());
        refuses("InvalidIdentityToken", url(), HttpsKeys.trustingTheJdk(), issuer(thumbprint()));
    }

    @Test
    void followsNoRedirect() throws Exception {
        answers.put("/elsewhere", ok(KEYS));
        answers.put("/keys", new Answer(302, "", Optional.of(iss() + "/elsewhere")));
        refusesAnswers("/keys answers 302");
        answers.put(CONFIGURATION, new Answer(301, "", Optional.of(iss() + "/elsewhere")));
        refusesAnswers(CONFIGURATION + " answers 301");
    }

    @Test
    void takesTheConfigurationOfTheIssuerOnly() throws Exception {
        for (var issuer : List.of("https://other.example.org", iss() + "/", "")) {
            answers.put(CONFIGURATION, configuration(issuer, iss() + "/keys"));
            refusesAnswers("the configuration is that of " + issuer);
        }
        answers.put(CONFIGURATION, ok("<html>"));
        refusesAnswers("the configuration is no JSON object");
        answers.put(CONFIGURATION, ok("{\"issuer\":\"" + iss() + "\"}"));
        refusesAnswers("the configuration has no jwks_uri");
    }

    @Test
    void asksForKeysByHttpsOnly() throws Exception {
        for (var keys : List.of(
                "http://" + url() + "/keys",
                "file:///etc/passwd",
                "https://user@" + url() + "/keys",
                "https:///keys",
                "/keys")) {
            answers.put(CONFIGURATION, configuration(iss(), keys));
            refusesAnswers("is no URL of HTTPS");
        }
    }

    @Test
    void readsAQuarterOfAMegabyteAtMost() throws Exception {
        answers.put("/keys", ok(" ".repeat((256 << 10) - KEYS.length()) + KEYS));
        assertEquals(256 << 10, trusting().fetch(issuer()).length());
        answers.put("/keys", ok(" ".repeat((256 << 10) + 1)));
        refuses("IDPCommunicationError", "/keys", trusting(), issuer());
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        var nowhere = "127.0.0.1:" + freePort();
        refuses(
                "IDPCommunicationError",
                nowhere,
                trusting(),
                new Issuer("provider", nowhere, Optional.empty(), List.of()));
        answers.put("/keys", new Answer(500, "", Optional.empty()));
        refusesAnswers("/keys answers 500");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
