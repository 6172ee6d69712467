package dev.keyward.server.callers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.authorize.Authenticator;
import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.authorize.EncodedRefusals;
import dev.keyward.server.authorize.Origin;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.federation.PinnedKeys;
import dev.keyward.server.federation.WebIdentities;
import dev.keyward.server.http.AnsweringPipeline;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.server.model.User;
import dev.keyward.server.service.ServiceCalls;
import dev.keyward.server.sts.RedeemedAssertions;
import dev.keyward.server.sts.StsOperations;
import dev.keyward.server.sts.StsParts;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.Struct;
import dev.keyward.wire.sigv4.Credentials;
import dev.keyward.wire.sigv4.ForwardedRequest;
import dev.keyward.wire.sigv4.RequestSigner;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** KMS and STS behind real signatures, an object store that is registered, and users who turn to it. */
final class TestingServiceCalls implements AutoCloseable {

    static final String S3 = "s3.amazonaws.com";
    static final String REGION = TestingKeyward.REGION.code();

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final Origin ORIGIN =
            new Origin("10.0.0.9", Optional.of("test"), Optional.empty(), true);

    final TestingKeyward keyward = new TestingKeyward();
    private final TestingRandom random = new TestingRandom();
    private final AccessKeySecrets secrets = new AccessKeySecrets(keyward.rootKey());
    final SessionTokens tokens = new SessionTokens(keyward.rootKey());
    private final AnsweringPipeline pipeline;

    TestingServiceCalls() {
        pipeline = AnsweringPipeline.of(
                List.of(
                        keyward.kms(),
                        StsOperations.service(new StsParts(
                                tokens,
                                keyward.mfaCodes(),
                                new EncodedRefusals(keyward.rootKey()),
                                keyward.store(),
                                RedeemedAssertions.since(keyward.clock().instant()),
                                new WebIdentities(PinnedKeys.none(), keyward.issuers()),
                                random))),
                new Authenticator(keyward.store(), secrets, tokens, ServedRegions.ALL),
                new ServiceCalls(
                        keyward.store(), new Authorizer(), (call, operation, outcome) -> {}),
                random,
                keyward.clock());
    }

    /** Registers a service and answers with its credentials. */
    Credentials register(String principal) {
        var answer = keyward.asRoot()
                .keyward(
                        "RegisterService",
                        Struct.builder().put("ServicePrincipal", principal).build());
        return new Credentials(
                answer.requiredText("AccessKeyId"),
                answer.requiredText("SecretAccessKey").getBytes(StandardCharsets.US_ASCII),
                Optional.empty());
    }

    /** An access key of {@code user}. */
    Credentials keyOf(User user) {
        var id = "AKIA" + user.id().substring(5);
        keyward.store().write(transaction -> {
            transaction
                    .accessKeys()
                    .insert(new AccessKey(
                            id,
                            user.account(),
                            Optional.of(user.id()),
                            AccessKey.Status.ACTIVE,
                            secrets.seal(
                                    id,
                                    SecretBytes.copyOf(SECRET.getBytes(StandardCharsets.US_ASCII))),
                            TestingKeyward.START));
            return 0;
        });
        return new Credentials(id, SECRET.getBytes(StandardCharsets.US_ASCII), Optional.empty());
    }

    /** What {@code user} sends to the object store for an object, signed. */
    HttpRequest toObjectStore(Credentials user) {
        return toObjectStore(user, REGION, "s3");
    }

    HttpRequest toObjectStore(Credentials user, String region, String signedFor) {
        var request = new HttpRequest(
                "GET",
                "/photos/a%20cat.jpg",
                "versionId=3",
                Headers.of(Map.of("host", "objects.example.com", "range", "bytes=0-9")),
                new byte[0]);
        return new RequestSigner(user, region, signedFor)
                .sign(request, keyward.clock().instant());
    }

    /** Calls KMS on behalf of whoever signed {@code original}. */
    HttpReply onBehalf(HttpRequest original, Credentials service, String operation, String body) {
        return kms(operation, body, service, forwarding(original));
    }

    static Map<String, String> forwarding(HttpRequest original) {
        return Map.of(ForwardedRequest.HEADER, ForwardedRequest.of(original).headerValue());
    }

    HttpReply kms(String operation, String body, Credentials signing, Map<String, String> more) {
        return kms(operation, body, new RequestSigner(signing, REGION, "kms"), more);
    }

    HttpReply kms(String operation, String body, RequestSigner signer, Map<String, String> more) {
        var headers = new LinkedHashMap<>(more);
        headers.put("host", "here");
        headers.put("content-type", "application/x-amz-json-1.1");
        headers.put("x-amz-target", "TrentService." + operation);
        var request = new HttpRequest(
                "POST", "/", "", Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
        return answer(signer.sign(request, keyward.clock().instant()));
    }

    HttpReply sts(String form, Credentials signing, Map<String, String> more) {
        var headers = new LinkedHashMap<>(more);
        headers.put("host", "here");
        headers.put("content-type", "application/x-www-form-urlencoded");
        var request = new HttpRequest(
                "POST", "/", "", Headers.of(headers), form.getBytes(StandardCharsets.UTF_8));
        return answer(new RequestSigner(signing, REGION, "sts")
                .sign(request, keyward.clock().instant()));
    }

    HttpReply answer(HttpRequest request) {
        return pipeline.answer(request, ORIGIN);
    }

    static String text(HttpReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    static void assertGood(HttpReply reply) {
        assertEquals(200, reply.status(), text(reply));
    }

    static void assertRefused(String code, String part, HttpReply reply) {
        assertTrue(reply.status() >= 400, text(reply));
        assertTrue(text(reply).contains(code), text(reply));
        assertTrue(text(reply).contains(part), text(reply));
    }

    @Override
    public void close() {
        keyward.close();
    }
}
