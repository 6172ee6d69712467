package dev.keyward.server.hosts;

import static dev.keyward.server.TestingKeyward.REGION;
import static dev.keyward.server.TestingKeyward.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.x509.TestingAuthority;
import dev.keyward.crypto.x509.TestingAuthority.Host;
import dev.keyward.crypto.x509.TestingAuthority.Kind;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.authorize.Authenticator;
import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.authorize.Origin;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.http.AnsweringPipeline;
import dev.keyward.server.model.Role;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.server.service.ServiceCalls;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.Struct;
import dev.keyward.wire.sigv4.Credentials;
import dev.keyward.wire.sigv4.RequestSigner;
import dev.keyward.wire.sigv4.X509RequestSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A host with its certificate, a trust anchor that believes it, and a profile that gives it a role. */
abstract class HostScene {

    static final String TRUST = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
              "Principal": {"Service": "rolesanywhere.amazonaws.com"},
              "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
              "Condition": %s}}""";
    static final Origin ORIGIN =
            new Origin("10.0.0.9", Optional.of("test"), Optional.empty(), true);
    static final TestingAuthority ROOT =
            TestingAuthority.root("CN=root,O=Example", START.minus(Duration.ofDays(1)));
    static final Kind WEB =
            Kind.host("CN=web.example.com,OU=shop", START.minus(Duration.ofDays(1)));
    static final Host HOST = ROOT.issue(WEB);

    final TestingKeyward keyward = new TestingKeyward();
    private final TestingRandom random = new TestingRandom();
    private final SessionTokens tokens = new SessionTokens(keyward.rootKey());
    private final AnsweringPipeline pipeline;
    private final HostSessions sessions;
    Role role;
    Struct anchor;
    Struct profile;

    HostScene() {
        var calls = new ServiceCalls(
                keyward.store(), new Authorizer(), (call, operation, outcome) -> {});
        pipeline = AnsweringPipeline.of(
                List.of(keyward.kms()),
                new Authenticator(
                        keyward.store(),
                        new AccessKeySecrets(keyward.rootKey()),
                        tokens,
                        ServedRegions.ALL),
                calls,
                random,
                keyward.clock());
        sessions = new HostSessions(
                new HostSessions.Parts(keyward.store(), calls, ServedRegions.ALL, tokens, random));
    }

    @BeforeEach
    void begin() {
        role = keyward.role("web", TRUST.formatted("{}"));
        keyward.allow(role, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:ListKeys",
                  "Resource": "*"}}""");
        anchor = root(
                        "CreateTrustAnchor",
                        Struct.builder().put("Name", "hosts").put("Certificates", ROOT.pem()))
                .struct("TrustAnchor")
                .orElseThrow();
        profile = root(
                        "CreateHostProfile",
                        Struct.builder()
                                .put("Name", "web")
                                .putTexts("RoleArns", List.of(role.arn().toString())))
                .struct("HostProfile")
                .orElseThrow();
    }

    @AfterEach
    void close() {
        keyward.close();
    }

    Struct root(String operation, Struct.Builder input) {
        return keyward.asRoot().keyward(operation, input.build());
    }

    void updateProfile(Struct.Builder input) {
        root(
                "UpdateHostProfile",
                input.put("HostProfileId", profile.requiredText("HostProfileId")));
    }

    String body(String more) {
        return """
                {"trustAnchorArn": "%s", "profileArn": "%s", "roleArn": "%s"%s}""".formatted(
                        anchor.requiredText("TrustAnchorArn"),
                        profile.requiredText("HostProfileArn"),
                        role.arn(),
                        more);
    }

    HttpRequest signed(Host host, String body, String query) {
        var request = new HttpRequest(
                "POST",
                "/sessions",
                query,
                Headers.of(Map.of("host", "here", "content-type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8));
        return new X509RequestSigner(host.key(), List.of(host.certificate()), REGION.code())
                .sign(request, keyward.clock().instant());
    }

    HttpReply answer(HttpRequest request) {
        return pipeline.answer(request, ORIGIN, sessions);
    }

    HttpReply create(Host host) {
        return answer(signed(host, body(""), ""));
    }

    HttpReply create() {
        return create(HOST);
    }

    static String text(HttpReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    static String member(String name, HttpReply reply) {
        assertEquals(201, reply.status(), text(reply));
        var found = Pattern.compile('"' + name + "\":\"([^\"]*)\"").matcher(text(reply));
        assertTrue(found.find(), name + " in " + text(reply));
        return found.group(1);
    }

    static void assertRefused(String code, String message, HttpReply reply) {
        assertTrue(reply.status() >= 400, text(reply));
        assertTrue(text(reply).contains("\"__type\":\"" + code + '"'), text(reply));
        assertTrue(text(reply).contains(message), text(reply));
    }

    HttpReply listKeys(HttpReply session) {
        var credentials = new Credentials(
                member("accessKeyId", session),
                member("secretAccessKey", session).getBytes(StandardCharsets.US_ASCII),
                Optional.of(member("sessionToken", session)));
        var request = new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(Map.of(
                        "host", "here",
                        "content-type", "application/x-amz-json-1.1",
                        "x-amz-target", "TrentService.ListKeys")),
                "{}".getBytes(StandardCharsets.UTF_8));
        return pipeline.answer(
                new RequestSigner(credentials, REGION.code(), "kms")
                        .sign(request, keyward.clock().instant()),
                ORIGIN);
    }
}
