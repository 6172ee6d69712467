package dev.keyward.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.authorize.Authenticator;
import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.EncodedRefusals;
import dev.keyward.server.authorize.Origin;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.federation.PinnedKeys;
import dev.keyward.server.federation.WebIdentities;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.EndpointService;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.Service;
import dev.keyward.server.service.ServiceCalls;
import dev.keyward.server.store.Samples;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.StoreException;
import dev.keyward.server.sts.RedeemedAssertions;
import dev.keyward.server.sts.StsOperations;
import dev.keyward.server.sts.StsParts;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import dev.keyward.wire.sigv4.Credentials;
import dev.keyward.wire.sigv4.RequestSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PipelineTest {

    private static final String ID = "AKIAIOSFODNN7EXAMPLE";
    private static final byte[] SECRET =
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".getBytes(StandardCharsets.US_ASCII);
    private static final Credentials ROOT = new Credentials(ID, SECRET, Optional.empty());
    private static final Origin ORIGIN =
            new Origin("127.0.0.1", Optional.of("test"), Optional.empty(), false);
    private static final String WHO = "Action=GetCallerIdentity&Version=2011-06-15";

    private final TestingKeyward keyward = new TestingKeyward();
    private final TestingRandom random = new TestingRandom();
    private final Metrics metrics = new Metrics();
    private Pipeline pipeline;

    @BeforeEach
    void wire() {
        var secrets = new AccessKeySecrets(keyward.rootKey());
        var tokens = new SessionTokens(keyward.rootKey());
        keyward.store().write(transaction -> {
            transaction
                    .accessKeys()
                    .insert(new AccessKey(
                            ID,
                            TestingKeyward.ACCOUNT,
                            Optional.empty(),
                            AccessKey.Status.ACTIVE,
                            secrets.seal(ID, SecretBytes.copyOf(SECRET)),
                            TestingKeyward.START));
            return 0;
        });
        var kms = Service.of(
                "kms",
                ApiModel.load("kms"),
                List.of(
                        new Failing("ListKeys", new IllegalStateException("secret detail")),
                        new Failing(
                                "ListAliases",
                                new StoreException(
                                        "secret detail", StoreException.Retry.MAY_HELP))));
        pipeline = new Pipeline(
                new Pipeline.Gate(
                        List.of(
                                kms,
                                StsOperations.service(new StsParts(
                                        tokens,
                                        keyward.mfaCodes(),
                                        new EncodedRefusals(keyward.rootKey()),
                                        keyward.store(),
                                        RedeemedAssertions.since(keyward.clock().instant()),
                                        new WebIdentities(PinnedKeys.none(), keyward.issuers()),
                                        random))),
                        new Authenticator(keyward.store(), secrets, tokens, ServedRegions.ALL),
                        new ServiceCalls(keyward.store(), new Authorizer(), metrics),
                        id -> keyward.store()
                                .read(snapshot -> snapshot.vpcEndpoints().find(id))),
                random,
                keyward.clock(),
                metrics);
    }

    @AfterEach
    void close() {
        keyward.close();
    }

    /** An operation with a bug. */
    private record Failing(String name, RuntimeException failure)
            implements Operation.Reading<Struct> {

        @Override
        public Struct read(Struct input) {
            return input;
        }

        @Override
        public List<Target> targets(Struct request, Call call, Snapshot snapshot) {
            return List.of();
        }

        @Override
        public Struct perform(Struct request, Call call, List<Target> targets, Snapshot snapshot) {
            throw failure;
        }
    }

    /** An operation for whoever comes, which tells the Region that it is called in. */
    private static final class Unsigned implements Operation.Vouched<Struct> {

        @Override
        public String name() {
            return "AssumeRoleWithWebIdentity";
        }

        @Override
        public Caller caller(Struct input, Instant now) {
            return TestingKeyward.rootOf(TestingKeyward.ACCOUNT);
        }

        @Override
        public Struct read(Struct input) {
            return input;
        }

        @Override
        public List<Target> targets(Struct request, Call call, Snapshot snapshot) {
            return List.of();
        }

        @Override
        public Struct perform(Struct request, Call call, List<Target> targets, Snapshot snapshot) {
            return Struct.builder().put("Provider", call.region().code()).build();
        }
    }

    @Test
    void whatIsNotSignedIsForTheRegionOfItsEndpoint() {
        keyward.store().write(transaction -> {
            transaction.accounts().insert(Samples.account());
            return 0;
        });
        endpoint("vpce-1", EndpointService.STS, TestingKeyward.REGION);
        endpoint("vpce-2", EndpointService.KMS, TestingKeyward.REGION);
        var secrets = new AccessKeySecrets(keyward.rootKey());
        var tokens = new SessionTokens(keyward.rootKey());
        var sts = Service.of("sts", ApiModel.load("sts"), List.of(new Unsigned()));
        var open = new Pipeline(
                new Pipeline.Gate(
                        List.of(sts),
                        new Authenticator(keyward.store(), secrets, tokens, ServedRegions.ALL),
                        new ServiceCalls(keyward.store(), new Authorizer(), metrics),
                        id -> keyward.store()
                                .read(snapshot -> snapshot.vpcEndpoints().find(id))),
                random,
                keyward.clock(),
                new Metrics());
        var request = form("Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
                + "&RoleArn=arn:aws:iam::123456789012:role/r&RoleSessionName=name"
                + "&WebIdentityToken=token");
        assertTrue(text(open.answer(request, ORIGIN)).contains("<Provider>us-east-1<"));
        assertTrue(text(open.answer(request, ORIGIN.through("vpce-1")))
                .contains("<Provider>eu-central-1<"));
        assertRefused(421, "MisdirectedRequest", open.answer(request, ORIGIN.through("vpce-2")));
    }

    private static HttpRequest json(String operation, String body) {
        return new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(Map.of(
                        "host", "here",
                        "content-type", "application/x-amz-json-1.1",
                        "x-amz-target", "TrentService." + operation)),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRequest form(String body) {
        return new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(Map.of(
                        "host", "here",
                        "content-type", "application/x-www-form-urlencoded")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpReply signed(HttpRequest request) {
        return pipeline.answer(
                SigningClient.signed(request, ROOT, keyward.clock().instant()), ORIGIN);
    }

    private static String text(HttpReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static void assertRefused(int status, String code, HttpReply reply) {
        assertEquals(status, reply.status(), text(reply));
        assertTrue(text(reply).contains(code), text(reply));
        assertTrue(reply.headers().has("x-amzn-requestid"));
    }

    @Test
    void answersASignedRequest() {
        var reply = signed(form(WHO));
        assertEquals(200, reply.status(), text(reply));
        assertTrue(text(reply).contains("<Arn>arn:aws:iam::123456789012:root</Arn>"), text(reply));
    }

    @Test
    void answersAPresignedRequest() {
        var request =
                new HttpRequest("GET", "/", WHO, Headers.of(Map.of("host", "here")), new byte[0]);
        var presigned = new RequestSigner(ROOT, "us-east-1", "sts")
                .presign(request, Duration.ofMinutes(1), keyward.clock().instant());
        assertEquals(200, pipeline.answer(presigned, ORIGIN).status());
    }

    @Test
    void namesEveryAnswerAnew() {
        var one = signed(form(WHO)).headers().first("x-amzn-requestid").orElseThrow();
        var other = pipeline.answer(form(WHO), ORIGIN)
                .headers()
                .first("x-amzn-requestid")
                .orElseThrow();
        assertTrue(one.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), one);
        assertNotEquals(one, other);
    }

    private HttpReply through(String endpoint, HttpRequest request) {
        return pipeline.answer(
                SigningClient.signed(request, ROOT, keyward.clock().instant()),
                ORIGIN.through(endpoint));
    }

    private void endpoint(String id, EndpointService service, Region region) {
        keyward.store().write(transaction -> {
            transaction.vpcEndpoints().insert(Samples.vpcEndpoint(id, service, region));
            return 0;
        });
    }

    @Test
    void leadsThroughAnEndpointToItsServiceOnly() {
        keyward.store().write(transaction -> {
            transaction.accounts().insert(Samples.account());
            return 0;
        });
        endpoint("vpce-1", EndpointService.STS, TestingKeyward.REGION);
        endpoint("vpce-2", EndpointService.KMS, TestingKeyward.REGION);
        endpoint("vpce-3", EndpointService.STS, TestingKeyward.OTHER_REGION);
        assertEquals(200, through("vpce-1", form(WHO)).status());
        var reply = through("vpce-2", form(WHO));
        assertRefused(421, "<Code>MisdirectedRequest<", reply);
        assertTrue(
                text(reply)
                        .contains(
                                "the VPC endpoint vpce-2 leads to com.amazonaws.eu-central-1.kms only"),
                text(reply));
        assertRefused(421, "MisdirectedRequest", through("vpce-1", json("ListKeys", "{}")));
        assertRefused(
                421, "leads to com.amazonaws.us-east-1.sts only", through("vpce-3", form(WHO)));
    }

    @Test
    void letsNothingThroughAnEndpointThatIsNotThere() {
        var reply = through("vpce-0fedcba9876543210", form(WHO));
        assertRefused(421, "MisdirectedRequest", reply);
        assertTrue(
                text(reply).contains("the VPC endpoint vpce-0fedcba9876543210 does not exist"),
                text(reply));
    }

    @Test
    void refusesARequestWithoutASignature() {
        assertRefused(
                400,
                "MissingAuthenticationTokenException",
                pipeline.answer(json("ListKeys", "{}"), ORIGIN));
        assertRefused(403, "<Code>MissingAuthenticationToken<", pipeline.answer(form(WHO), ORIGIN));
    }

    @Test
    void refusesARequestThatWasChangedAfterSigning() {
        var request = SigningClient.signed(
                json("ListKeys", "{}"), ROOT, keyward.clock().instant());
        var changed = new HttpRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                "{\"Limit\":1}".getBytes(StandardCharsets.UTF_8));
        assertRefused(400, "InvalidSignatureException", pipeline.answer(changed, ORIGIN));
    }

    @Test
    void refusesWhatTheApiDoesNotHave() {
        assertRefused(400, "UnknownOperationException", signed(json("Explode", "{}")));
        assertRefused(400, "InvalidAction", signed(form("Action=Explode&Version=2011-06-15")));
    }

    @Test
    void isHonestAboutWhatIsNotServed() {
        assertRefused(400, "UnsupportedOperationException", signed(json("CreateKey", "{}")));
    }

    @Test
    void refusesInputThatIsNotJson() {
        assertRefused(400, "SerializationException", signed(json("ListKeys", "{\"Limit\":")));
        assertRefused(400, "SerializationException", signed(json("ListKeys", "[]")));
        assertRefused(400, "SerializationException", signed(json("ListKeys", "{\"Limit\":\"x\"}")));
        assertRefused(400, "SerializationException", signed(json("ListKeys", "[".repeat(100_000))));
    }

    @Test
    void refusesInputThatBreaksAConstraint() {
        assertRefused(400, "ValidationException", signed(json("ListKeys", "{\"Limit\":0}")));
    }

    @Test
    void refusesAnotherPathOrMethod() {
        var here = json("ListKeys", "{}");
        assertRefused(
                404,
                "UnknownOperationException",
                pipeline.answer(
                        new HttpRequest("POST", "/x", "", here.headers(), here.body()), ORIGIN));
        assertRefused(
                405,
                "MethodNotAllowed",
                pipeline.answer(
                        new HttpRequest("PUT", "/", "", here.headers(), here.body()), ORIGIN));
        assertRefused(
                405,
                "MethodNotAllowed",
                pipeline.answer(
                        new HttpRequest("GET", "/", "", here.headers(), here.body()), ORIGIN));
    }

    @Test
    void tellsNothingOfABug() {
        var reply = signed(json("ListKeys", "{}"));
        assertRefused(500, "KMSInternalException", reply);
        assertFalse(text(reply).contains("detail"), text(reply));
    }

    @Test
    void tellsNothingOfFailingStorage() {
        var reply = signed(json("ListAliases", "{}"));
        assertRefused(503, "DependencyTimeoutException", reply);
        assertFalse(text(reply).contains("detail"), text(reply));
    }

    @Test
    void refusesInTheProtocolOfARequestThatIsNotRead() {
        assertRefused(
                413,
                "\"RequestEntityTooLarge\"",
                pipeline.refuse(json("Encrypt", ""), HttpProblem.BODY_TOO_LARGE));
        assertRefused(
                408, "<Code>RequestTimeout<", pipeline.refuse(form(""), HttpProblem.TOO_SLOW));
    }

    @Test
    void countsRequestsAndDecisions() {
        signed(form(WHO));
        pipeline.answer(form(WHO), ORIGIN);
        signed(json("ListKeys", "{}"));
        pipeline.refuse(form(""), HttpProblem.TOO_SLOW);
        var page = text(metrics.answer());
        assertCounted(page, "GetCallerIdentity", "answered", "sts");
        assertCounted(page, "GetCallerIdentity", "refused", "sts");
        assertCounted(page, "ListKeys", "failed", "kms");
        assertTrue(page.contains("keyward_requests_unread_total{problem=\"too_slow\"} 1.0"), page);
        assertTrue(
                page.contains("keyward_decisions_total{decision=\"allowed\",layer=\"none\"} 1.0"),
                page);
        assertTrue(page.contains("jvm_memory_used_bytes"), page);
    }

    private static void assertCounted(
            String page, String operation, String outcome, String service) {
        var line = "keyward_requests_seconds_count{operation=\"" + operation + "\",outcome=\""
                + outcome + "\",service=\"" + service + "\"} 1";
        assertTrue(page.contains(line), page);
    }

    @Test
    void makesNoLabelOfWhatAClientInvents() {
        signed(json("Invented", "{}"));
        signed(form("Action=Invented&Version=2011-06-15"));
        signed(form("Action=Invented&Version=1999-01-01"));
        var page = text(metrics.answer());
        assertFalse(page.contains("Invented"), page);
        assertTrue(page.contains("operation=\"unknown\""), page);
    }
}
