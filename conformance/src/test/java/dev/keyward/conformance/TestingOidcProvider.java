package dev.keyward.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An OpenID Connect provider of its own: a server that speaks TLS with a certificate of a private authority and
 * gives its configuration and its key, and a signer with that key.
 */
final class TestingOidcProvider implements AutoCloseable {

    private static final String PASSWORD = "changeit";
    private static final int COORDINATE_BYTES = 32;

    private final Path authority;
    private final HttpsServer server;
    private final KeyPair pair;

    private TestingOidcProvider(Path authority, HttpsServer server, KeyPair pair) {
        this.authority = authority;
        this.server = server;
        this.pair = pair;
    }

    /** Starts one, whose certificates are made in {@code folder} by the JDK's tool. */
    static TestingOidcProvider start(Path folder) {
        try {
            var ca = folder.resolve("ca.p12").toString();
            var own = folder.resolve("server.p12").toString();
            var pem = folder.resolve("ca.pem");
            keytool(
                    ca,
                    "-genkeypair",
                    "-alias",
                    "ca",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=test CA",
                    "-ext",
                    "bc:c");
            keytool(ca, "-exportcert", "-alias", "ca", "-rfc", "-file", pem.toString());
            keytool(own, "-genkeypair", "-alias", "it", "-keyalg", "EC", "-dname", "CN=provider");
            keytool(
                    own,
                    "-certreq",
                    "-alias",
                    "it",
                    "-file",
                    folder.resolve("csr").toString());
            keytool(
                    ca,
                    "-gencert",
                    "-alias",
                    "ca",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-infile",
                    folder.resolve("csr").toString(),
                    "-outfile",
                    folder.resolve("crt").toString());
            keytool(own, "-importcert", "-alias", "ca", "-noprompt", "-file", pem.toString());
            keytool(
                    own,
                    "-importcert",
                    "-alias",
                    "it",
                    "-file",
                    folder.resolve("crt").toString());
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var server = HttpsServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context(Path.of(own))));
            var provider = new TestingOidcProvider(pem, server, generator.generateKeyPair());
            server.createContext("/", provider::answer);
            server.start();
            return provider;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no provider", e);
        }
    }

    private static void keytool(String store, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store, "-storetype", "PKCS12", "-storepass", PASSWORD));
        Program.run(Path.of("."), Map.of(), command).assertSuccess();
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(
                KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()),
                PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = switch (exchange.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> """
                    {"issuer": "%s", "jwks_uri": "%s/keys", "response_types_supported": ["id_token"],
                     "subject_types_supported": ["public"],
                     "id_token_signing_alg_values_supported": ["ES256"]}""".formatted(issuer(), issuer());
                case "/keys" -> keySet();
                default -> "";
            };
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String keySet() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return """
               {"keys": [{"kty": "EC", "crv": "P-256", "kid": "k1", "use": "sig", "alg": "ES256",
                 "x": "%s", "y": "%s"}]}""".formatted(coordinate(point.getAffineX()), coordinate(point.getAffineY()));
    }

    private static String coordinate(BigInteger value) {
        var bytes = value.toByteArray();
        var padded = new byte[COORDINATE_BYTES];
        var length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
        return encode(padded);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The authority of its certificate, a PEM file. */
    Path authority() {
        return authority;
    }

    String issuer() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A token for {@code subject}, good for ten minutes from now, with these members beside. */
    String token(String subject, String more) {
        return token("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"k1\"}", subject, more);
    }

    /** The same with other headers; one with {@code none} has no signature. */
    String token(String header, String subject, String more) {
        var now = Instant.now().getEpochSecond();
        var claims = """
                     {"iss": "%s", "sub": "%s", "aud": "sts.amazonaws.com", "iat": %d, "exp": %d%s}""".formatted(issuer(), subject, now, now + 600, more);
        var signed = encode(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + (header.contains("none") ? "" : encode(sign(signed)));
    }

    private byte[] sign(String text) {
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
