package dev.keyward.bench;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.sigv4.Credentials;
import dev.keyward.wire.sigv4.RequestSigner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A signed request about a key made for it. Its signature is good for minutes, so that a load generator
 * can send it again and again.
 */
record SignedCall(HttpRequest request, int answerBytes) {

    /** GenerateDataKey with an encryption context. */
    static SignedCall generateDataKey(int port) throws IOException, InterruptedException {
        return prepare(port, "GenerateDataKey", "\"KeySpec\":\"AES_256\"");
    }

    /** GenerateDataKeyPair of RSA keys of 4,096 bits, which takes longest of all. */
    static SignedCall generateRsaKeyPair(int port) throws IOException, InterruptedException {
        return prepare(port, "GenerateDataKeyPair", "\"KeyPairSpec\":\"RSA_4096\"");
    }

    /** Makes the key and tries the request once. */
    private static SignedCall prepare(int port, String operation, String member)
            throws IOException, InterruptedException {
        var created = send(port, signed(port, "CreateKey", "{}"));
        var mark = "\"KeyId\":\"";
        var start = created.indexOf(mark) + mark.length();
        var key = created.substring(start, created.indexOf('"', start));
        var request = signed(
                port,
                operation,
                "{\"KeyId\":\"" + key + "\"," + member + ",\"EncryptionContext\":"
                        + "{\"Department\":\"Finance\",\"Purpose\":\"Bench\"}}");
        return new SignedCall(request, send(port, request).length());
    }

    private static HttpRequest signed(int port, String operation, String json) {
        var unsigned = new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(Map.of(
                        "host", "127.0.0.1:" + port,
                        "content-type", "application/x-amz-json-1.1",
                        "x-amz-target", "TrentService." + operation)),
                json.getBytes(StandardCharsets.UTF_8));
        var credentials = new Credentials(
                Subject.ACCESS_KEY_ID,
                Subject.SECRET.getBytes(StandardCharsets.US_ASCII),
                Optional.empty());
        return new RequestSigner(credentials, "eu-central-1", "kms").sign(unsigned, Instant.now());
    }

    /** Sends it once more. */
    void repeat(int port) throws IOException, InterruptedException {
        send(port, request);
    }

    private static String send(int port, HttpRequest request)
            throws IOException, InterruptedException {
        var builder = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/"))
                .POST(BodyPublishers.ofByteArray(request.body()));
        for (var name : request.headers().names()) {
            if (!name.equals("host")) { // the client sends the same one
                builder.header(name, request.headers().first(name).orElseThrow());
            }
        }
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(builder.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("refused: " + answer.body());
            }
            return answer.body();
        }
    }
}
