package dev.keyward.server.http;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.sigv4.Credentials;
import dev.keyward.wire.sigv4.RequestSigner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Calls a server on this machine as an AWS client does, for tests. */
public final class SigningClient {

    private static final String REGION = "eu-central-1";

    private final int port;
    private final Credentials credentials;

    public SigningClient(int port, String accessKeyId, String secret) {
        this.port = port;
        this.credentials = new Credentials(
                accessKeyId, secret.getBytes(StandardCharsets.US_ASCII), Optional.empty());
    }

    /** The request, signed now. */
    static HttpRequest signed(HttpRequest request, Credentials credentials, Instant now) {
        var service = request.headers().has("x-amz-target") ? "kms" : "sts";
        return new RequestSigner(credentials, REGION, service).sign(request, now);
    }

    public HttpResponse<String> kms(String operation, String json)
            throws IOException, InterruptedException {
        var host = "127.0.0.1:" + port;
        var request = new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(Map.of(
                        "host",
                        host,
                        "content-type",
                        "application/x-amz-json-1.1",
                        "x-amz-target",
                        "TrentService." + operation)),
                json.getBytes(StandardCharsets.UTF_8));
        var signed = signed(request, credentials, Instant.now());
        var builder = java.net.http.HttpRequest.newBuilder(URI.create("http://" + host + "/"))
                .POST(BodyPublishers.ofByteArray(signed.body()));
        for (var name : signed.headers().names()) {
            if (!name.equals("host")) { // the client sends the same one
                builder.header(name, signed.headers().first(name).orElseThrow());
            }
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(builder.build(), BodyHandlers.ofString());
        }
    }
}
