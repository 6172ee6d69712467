package dev.keyward.cli.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks a server for credentials by CreateSession of IAM Roles Anywhere, signed by the host's key. */
public final class SessionClient implements CredentialSource {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final int CREATED = 201;
    private static final int MOST_CHARACTERS = 1 << 18;

    private final HttpClient http;
    private final Request request;
    private final HostIdentityFiles files;
    private final InstantSource clock;

    /**
     * What is asked for.
     *
     * @param host the Host header for the endpoint
     * @param roleArn of the role, or of the instance profile that holds it
     */
    public record Request(
            URI endpoint,
            String host,
            String region,
            String trustAnchorArn,
            String profileArn,
            String roleArn,
            Optional<String> sessionName,
            Optional<Integer> seconds) {}

    public SessionClient(
            HttpClient http, Request request, HostIdentityFiles files, InstantSource clock) {
        this.http = http;
        this.request = request;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public HostCredentials fresh() throws IOException {
        var now = clock.instant();
        var unsigned = new HttpRequest(
                "POST",
                "/sessions",
                "",
                Headers.of(Map.of("host", request.host(), "content-type", "application/json")),
                body().getBytes(StandardCharsets.UTF_8));
        var response = send(files.signer(request.region()).sign(unsigned, now));
        var members = members(response.body());
        if (response.statusCode() != CREATED) {
            throw new IOException(
                    "the server refused: " + printable(members, response.statusCode()));
        }
        return credentials(members, now);
    }

    private String body() {
        return JsonText.of(json -> {
            json.writeStringField("trustAnchorArn", request.trustAnchorArn());
            json.writeStringField("profileArn", request.profileArn());
            json.writeStringField("roleArn", request.roleArn());
            if (request.sessionName().isPresent()) {
                json.writeStringField("roleSessionName", request.sessionName().get());
            }
            if (request.seconds().isPresent()) {
                json.writeNumberField("durationSeconds", request.seconds().get());
            }
        });
    }

    private HttpResponse<String> send(HttpRequest signed) throws IOException {
        var outgoing = java.net.http.HttpRequest.newBuilder(request.endpoint().resolve("/sessions"))
                .timeout(ANSWER_LIMIT)
                .POST(BodyPublishers.ofByteArray(signed.body()));
        for (var name : signed.headers().names()) {
            if (!name.equals("host")) { // the client sends the same one
                outgoing.header(name, signed.headers().first(name).orElseThrow());
            }
        }
        try {
            return http.send(outgoing.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            throw new IOException(request.endpoint() + " does not answer: " + e, e);
        }
    }

    /** Every text of an answer by the name of its member, wherever it stands. */
    private static Map<String, String> members(String body) throws IOException {
        if (body.length() > MOST_CHARACTERS) {
            throw new IOException("an answer of more than " + MOST_CHARACTERS + " characters");
        }
        var members = new HashMap<String, String>();
        try (var parser = JsonText.FACTORY.createParser(body)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && parser.currentName() != null) {
                    members.put(parser.currentName(), parser.getText());
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("the answer is no JSON"); // its text may hold a secret
        }
        return members;
    }

    private static String printable(Map<String, String> members, int status) {
        var message = members.getOrDefault("message", members.getOrDefault("Message", ""));
        var text = members.getOrDefault("__type", "status " + status) + ": " + message;
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static HostCredentials credentials(Map<String, String> members, Instant now)
            throws IOException {
        try {
            return new HostCredentials(
                    required("accessKeyId", members),
                    required("secretAccessKey", members),
                    required("sessionToken", members),
                    now,
                    Instant.parse(required("expiration", members)),
                    role(members));
        } catch (DateTimeException e) {
            throw new IOException("the answer's expiration is no time", e);
        }
    }

    private static HostRole role(Map<String, String> members) throws IOException {
        var arn = required("roleArn", members);
        return new HostRole(
                arn,
                members.containsKey("instanceProfileArn")
                        ? Optional.of(new HostRole.InstanceProfile(
                                required("instanceProfileArn", members),
                                required("instanceProfileId", members)))
                        : Optional.empty());
    }

    private static String required(String name, Map<String, String> members) throws IOException {
        var value = members.get(name);
        if (value == null) {
            throw new IOException("the answer has no " + name);
        }
        return value;
    }
}
