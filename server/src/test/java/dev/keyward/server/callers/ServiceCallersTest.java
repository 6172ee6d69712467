package dev.keyward.server.callers;

import static dev.keyward.server.callers.TestingServiceCalls.REGION;
import static dev.keyward.server.callers.TestingServiceCalls.S3;
import static dev.keyward.server.callers.TestingServiceCalls.assertGood;
import static dev.keyward.server.callers.TestingServiceCalls.assertRefused;
import static dev.keyward.server.callers.TestingServiceCalls.forwarding;
import static dev.keyward.server.callers.TestingServiceCalls.text;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.Struct;
import dev.keyward.wire.sigv4.Credentials;
import dev.keyward.wire.sigv4.ForwardedRequest;
import dev.keyward.wire.sigv4.RequestSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What registered services may do, and what nobody may do by saying that he is one. */
final class ServiceCallersTest {

    private static final String ALL_OF_KMS = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
              "Resource": "*"}}""";

    private final TestingServiceCalls calls = new TestingServiceCalls();
    private final TestingKeyward keyward = calls.keyward;
    private Credentials s3;
    private Caller aliceCaller;
    private Credentials alice;
    private String key;

    @BeforeEach
    void begin() {
        s3 = calls.register(S3);
        aliceCaller = keyward.user("alice");
        alice = calls.keyOf(keyward.userOf(aliceCaller));
        key = keyward.asRoot()
                .kms("CreateKey", Struct.empty())
                .struct("KeyMetadata")
                .orElseThrow()
                .requiredText("Arn");
    }

    @AfterEach
    void close() {
        calls.close();
    }

    private String dataKey() {
        return "{\"KeyId\":\"" + key + "\",\"KeySpec\":\"AES_256\"}";
    }

    private HttpReply makeDataKey(HttpRequest original) {
        return calls.onBehalf(original, s3, "GenerateDataKey", dataKey());
    }

    private void setPolicy(String statement) {
        keyward.setKeyPolicy(Arn.parse(key), """
                {"Version": "2012-10-17", "Statement": [%s]}""".formatted(statement));
    }

    private static String allowing(String principal, String condition) {
        return """
                {"Effect": "Allow", "Principal": %s, "Action": "kms:*", "Resource": "*",
                 "Condition": %s}""".formatted(principal, condition);
    }

    private void assertHolds(String condition) {
        setPolicy(allowing("{\"AWS\": \"*\"}", condition));
        assertGood(makeDataKey(calls.toObjectStore(alice)));
    }

    private void assertHoldsNot(String condition) {
        setPolicy(allowing("{\"AWS\": \"*\"}", condition));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " kms:GenerateDataKey on resource: " + key
                        + " because no resource-based policy allows the kms:GenerateDataKey action",
                makeDataKey(calls.toObjectStore(alice)));
    }

    @Test
    void callsForWhoeverSignedARequestToIt() {
        keyward.allow(aliceCaller, ALL_OF_KMS);
        assertGood(makeDataKey(calls.toObjectStore(alice)));
    }

    @Test
    void needsEveryPermissionOfWhoeverSignedARequestToIt() {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " kms:GenerateDataKey on resource: " + key
                        + " because no identity-based policy allows the kms:GenerateDataKey action",
                makeDataKey(calls.toObjectStore(alice)));
    }

    @Test
    void tellsPoliciesThroughWhichServiceACallComes() {
        assertHolds("{\"StringEquals\": {\"kms:ViaService\": \"s3.eu-central-1.amazonaws.com\"}}");
        assertHoldsNot("{\"StringEquals\": {\"kms:ViaService\": \"s3.us-east-1.amazonaws.com\"}}");
        assertHolds("{\"Bool\": {\"aws:ViaAWSService\": \"true\"}}");
        assertHolds("{\"ForAnyValue:StringEquals\": {\"aws:CalledVia\": \"s3.amazonaws.com\"}}");
        assertHolds("{\"StringEquals\": {\"aws:CalledViaFirst\": \"s3.amazonaws.com\"}}");
        assertHolds("{\"StringEquals\": {\"aws:CalledViaLast\": \"s3.amazonaws.com\"}}");
        assertHolds("{\"Bool\": {\"aws:PrincipalIsAWSService\": \"false\"}}");
        assertHolds("{\"StringEquals\": {\"aws:username\": \"alice\"}}");
    }

    @Test
    void tellsPoliciesThatADirectCallComesThroughNoService() {
        setPolicy(allowing(
                "{\"AWS\": \"*\"}",
                "{\"Null\": {\"kms:ViaService\": \"true\", \"aws:CalledVia\": \"true\"},"
                        + " \"Bool\": {\"aws:ViaAWSService\": \"false\"}}"));
        assertGood(calls.kms("GenerateDataKey", dataKey(), alice, Map.of()));
        assertRefused(
                "AccessDeniedException",
                "no resource-based policy",
                makeDataKey(calls.toObjectStore(alice)));
    }

    @Test
    void makesGrantsThatAreForAServiceOnlyThroughOne() {
        setPolicy(allowing(
                "{\"AWS\": \"*\"}", "{\"Bool\": {\"kms:GrantIsForAWSResource\": \"true\"}}"));
        var grant = "{\"KeyId\":\"" + key + "\",\"Operations\":[\"Decrypt\"],"
                + "\"GranteePrincipal\":\"arn:aws:iam::123456789012:user/alice\"}";
        assertRefused(
                "AccessDeniedException",
                "kms:CreateGrant",
                calls.kms("CreateGrant", grant, alice, Map.of()));
        assertGood(calls.onBehalf(calls.toObjectStore(alice), s3, "CreateGrant", grant));
    }

    @Test
    void honoursTheSessionPolicyOfTheRequestThatIsHandedOn() {
        keyward.allow(aliceCaller, ALL_OF_KMS);
        var role = keyward.role("reader", "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
        keyward.allow(role, ALL_OF_KMS);
        assertGood(makeDataKey(calls.toObjectStore(session(role.id(), SessionPolicies.NONE))));
        var narrow = new SessionPolicies(
                Optional.of(ALL_OF_KMS.replace("kms:*", "kms:Decrypt")), List.of());
        assertRefused(
                "AccessDeniedException",
                "because no session policy allows the kms:GenerateDataKey action",
                makeDataKey(calls.toObjectStore(session(role.id(), narrow))));
    }

    private Credentials session(String roleId, SessionPolicies policies) {
        var secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".getBytes(StandardCharsets.US_ASCII);
        var session = new Session(
                keyward.clock().instant(),
                keyward.clock().instant().plus(Duration.ofMinutes(20)),
                policies,
                SessionTags.NONE,
                Optional.empty(),
                SignIn.NONE);
        var token = calls.tokens.seal(new SessionToken(
                "ASIAEXAMPLEEXAMPLE22",
                SecretBytes.copyOf(secret),
                new SessionToken.RoleHolder(TestingKeyward.ACCOUNT, roleId, "s"),
                session));
        return new Credentials("ASIAEXAMPLEEXAMPLE22", secret, Optional.of(token));
    }

    @Test
    void usesTheAwsManagedKeyThroughItsOwnServiceOnly() {
        keyward.allow(aliceCaller, ALL_OF_KMS);
        key = "alias/aws/s3";
        var made = makeDataKey(calls.toObjectStore(alice));
        assertGood(made);
        assertRefused(
                "AccessDeniedException",
                "no resource-based policy allows the kms:GenerateDataKey action",
                calls.kms("GenerateDataKey", dataKey(), alice, Map.of()));
        var sqs = calls.register("sqs.amazonaws.com");
        assertRefused(
                "AccessDeniedException",
                "no resource-based policy allows the kms:GenerateDataKey action",
                calls.onBehalf(
                        calls.toObjectStore(alice, REGION, "sqs"),
                        sqs,
                        "GenerateDataKey",
                        dataKey()));
    }

    @Test
    void actsForItselfWhereAKeyPolicyNamesIt() {
        assertRefused(
                "AccessDeniedException",
                "User: s3.amazonaws.com is not authorized to perform: kms:GenerateDataKey",
                calls.kms("GenerateDataKey", dataKey(), s3, Map.of()));
        setPolicy(allowing("{\"Service\": \"s3.amazonaws.com\"}", """
                {"StringEquals": {"aws:SourceAccount": "123456789012",
                   "aws:PrincipalServiceName": "s3.amazonaws.com"},
                 "ArnLike": {"aws:SourceArn": "arn:aws:s3:::holiday-photos"},
                 "Bool": {"aws:PrincipalIsAWSService": "true", "aws:ViaAWSService": "false"},
                 "Null": {"aws:CalledVia": "true", "kms:CallerAccount": "true",
                   "aws:PrincipalAccount": "true"}}"""));
        var source = Map.of(
                "x-amz-source-arn",
                "arn:aws:s3:::holiday-photos",
                "x-amz-source-account",
                "123456789012");
        assertGood(calls.kms("GenerateDataKey", dataKey(), s3, source));
        assertRefused(
                "AccessDeniedException",
                "no resource-based policy",
                calls.kms("GenerateDataKey", dataKey(), s3, Map.of()));
    }

    @Test
    void usesAGrantToIt() {
        var grant = Struct.builder()
                .put("KeyId", key)
                .put("GranteeServicePrincipal", S3)
                .put("RetiringServicePrincipal", S3)
                .putTexts("Operations", List.of("GenerateDataKey"))
                .put(
                        "Constraints",
                        Struct.builder()
                                .put("SourceArn", "arn:aws:s3:::holiday-photos")
                                .build())
                .build();
        keyward.asRoot().kms("CreateGrant", grant);
        assertGood(calls.kms(
                "GenerateDataKey",
                dataKey(),
                s3,
                Map.of("x-amz-source-arn", "arn:aws:s3:::holiday-photos")));
        assertRefused(
                "AccessDeniedException",
                "kms:GenerateDataKey",
                calls.kms(
                        "GenerateDataKey",
                        dataKey(),
                        s3,
                        Map.of("x-amz-source-arn", "arn:aws:s3:::work-documents")));
    }

    @Test
    void assumesARoleThatTrustsIt() {
        keyward.role("worker", """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sts:AssumeRole",
                  "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}}}}""");
        var form = "Action=AssumeRole&Version=2011-06-15&RoleSessionName=session"
                + "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fworker";
        assertGood(calls.sts(form, s3, Map.of("x-amz-source-account", "123456789012")));
        assertRefused("AccessDenied", "sts:AssumeRole", calls.sts(form, s3, Map.of()));
    }

    @Test
    void getsNoSessionTokenOfItsOwn() {
        assertRefused(
                "AccessDenied",
                "Cannot call GetSessionToken",
                calls.sts("Action=GetSessionToken&Version=2011-06-15", s3, Map.of()));
    }

    @Test
    void callsThroughAnotherServiceInTheirOrder() {
        var athena = calls.register("athena.amazonaws.com");
        setPolicy(allowing("{\"AWS\": \"*\"}", """
                {"StringEquals": {"aws:CalledViaFirst": "athena.amazonaws.com",
                   "aws:CalledViaLast": "s3.amazonaws.com",
                   "kms:ViaService": "s3.eu-central-1.amazonaws.com", "aws:username": "alice"}}"""));
        assertGood(makeDataKey(
                throughAthena(athena, forwarding(calls.toObjectStore(alice, REGION, "athena")))));
        assertRefused(
                "AccessDeniedException",
                "for nobody or through too many services",
                makeDataKey(throughAthena(athena, Map.of())));
        assertRefused(
                "InvalidSignatureException",
                "Credential should be scoped to correct service: 'athena'",
                makeDataKey(throughAthena(athena, forwarding(calls.toObjectStore(alice)))));
    }

    private HttpRequest throughAthena(Credentials athena, Map<String, String> headers) {
        var request = new HttpRequest(
                "GET",
                "/photos/cat.jpg",
                "",
                Headers.of(Map.of("host", "objects.example.com")),
                new byte[0]);
        for (var header : headers.entrySet()) {
            request = new HttpRequest(
                    "GET",
                    request.path(),
                    "",
                    request.headers().with(header.getKey(), header.getValue()),
                    request.body());
        }
        return new RequestSigner(athena, REGION, "s3")
                .sign(request, keyward.clock().instant());
    }

    @Test
    void refusesAServiceThatIsNotRegistered() {
        var made = new Credentials("AKSPEXAMPLEEXAMPLE22", s3.secret(), Optional.empty());
        assertRefused(
                "UnrecognizedClientException",
                "The security token included in the request is invalid.",
                calls.onBehalf(calls.toObjectStore(alice), made, "GenerateDataKey", dataKey()));
        keyward.asRoot()
                .keyward(
                        "DeregisterService",
                        Struct.builder().put("ServicePrincipal", S3).build());
        assertRefused(
                "UnrecognizedClientException",
                "The security token included in the request is invalid.",
                makeDataKey(calls.toObjectStore(alice)));
    }

    @Test
    void refusesAUsersKeyInThePlaceOfAServices() {
        keyward.allow(aliceCaller, ALL_OF_KMS);
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/alice is no registered service and may not"
                        + " hand on requests",
                calls.onBehalf(calls.toObjectStore(alice), alice, "GenerateDataKey", dataKey()));
    }

    @Test
    void refusesAForgedRequest() {
        keyward.allow(aliceCaller, ALL_OF_KMS);
        var guessed = new Credentials(
                alice.accessKeyId(),
                "xJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".getBytes(StandardCharsets.US_ASCII),
                Optional.empty());
        assertRefused(
                "InvalidSignatureException",
                "The request signature we calculated does not match",
                makeDataKey(calls.toObjectStore(guessed)));
        assertRefused(
                "ValidationException",
                "The header x-amz-keyward-forwarded-request is malformed",
                calls.kms(
                        "GenerateDataKey",
                        dataKey(),
                        s3,
                        Map.of(ForwardedRequest.HEADER, "alice")));
        assertRefused(
                "MissingAuthenticationTokenException",
                "is missing Authentication Token",
                makeDataKey(new HttpRequest(
                        "GET", "/", "", Headers.of(Map.of("host", "x")), new byte[0])));
    }

    @Test
    void refusesAStaleRequest() {
        keyward.allow(aliceCaller, ALL_OF_KMS);
        var original = calls.toObjectStore(alice);
        keyward.clock().advance(Duration.ofMinutes(15));
        assertGood(makeDataKey(original));
        keyward.clock().advance(Duration.ofSeconds(1));
        assertRefused("InvalidSignatureException", "Signature expired", makeDataKey(original));
    }

    @Test
    void refusesARequestToAnotherService() {
        keyward.allow(aliceCaller, ALL_OF_KMS);
        for (var service : List.of("kms", "sqs", "iam")) {
            assertRefused(
                    "InvalidSignatureException",
                    "Credential should be scoped to correct service: 's3'",
                    makeDataKey(calls.toObjectStore(alice, REGION, service)));
        }
    }

    @Test
    void refusesARequestToAnotherRegion() {
        keyward.allow(aliceCaller, ALL_OF_KMS);
        assertRefused(
                "InvalidSignatureException",
                "Credential should be scoped to a valid region, not 'us-east-1'",
                makeDataKey(calls.toObjectStore(alice, "us-east-1", "s3")));
    }

    @Test
    void refusesARequestWithAlteredHeaders() {
        keyward.allow(aliceCaller, ALL_OF_KMS);
        var original = calls.toObjectStore(alice);
        for (var altered : List.of(
                with(original, original.path(), original.headers().with("range", "bytes=0-99")),
                with(original, "/photos/dog.jpg", original.headers()))) {
            assertRefused(
                    "InvalidSignatureException",
                    "The request signature we calculated does not match",
                    makeDataKey(altered));
        }
        assertRefused(
                "InvalidSignatureException",
                "'x-amz-acl' must be a 'SignedHeader'",
                makeDataKey(with(
                        original,
                        original.path(),
                        original.headers().with("x-amz-acl", "public-read"))));
    }

    private static HttpRequest with(HttpRequest request, String path, Headers headers) {
        return new HttpRequest(request.method(), path, request.query(), headers, request.body());
    }

    @Test
    void believesNoHeaderOfAUser() {
        setPolicy(allowing("{\"AWS\": \"*\"}", """
                {"StringEquals": {"kms:ViaService": "s3.eu-central-1.amazonaws.com"}}""") + "," + allowing("{\"AWS\": \"*\"}", """
                {"StringEquals": {"aws:SourceAccount": "123456789012"}}"""));
        assertRefused(
                "AccessDeniedException",
                "no resource-based policy",
                calls.kms(
                        "GenerateDataKey",
                        dataKey(),
                        alice,
                        Map.of(
                                "x-amz-via-service", "s3.eu-central-1.amazonaws.com",
                                "kms-viaservice", "s3.eu-central-1.amazonaws.com",
                                "x-amz-source-arn", "arn:aws:s3:::holiday-photos",
                                "x-amz-source-account", "123456789012")));
    }

    @Test
    void refusesADisabledService() {
        keyward.allow(aliceCaller, ALL_OF_KMS);
        update("Status", "DISABLED");
        assertRefused(
                "UnrecognizedClientException",
                "The security token included in the request is invalid.",
                makeDataKey(calls.toObjectStore(alice)));
        update("Status", "ENABLED");
        assertGood(makeDataKey(calls.toObjectStore(alice)));
    }

    private void update(String member, String value) {
        keyward.asRoot()
                .keyward(
                        "UpdateService",
                        Struct.builder()
                                .put("ServicePrincipal", S3)
                                .put(member, value)
                                .build());
    }

    @Test
    void refusesAServiceBeyondItsRegions() {
        keyward.allow(aliceCaller, ALL_OF_KMS);
        var reply = calls.kms(
                "GenerateDataKey",
                dataKey(),
                new RequestSigner(s3, "us-east-1", "kms"),
                forwarding(calls.toObjectStore(alice, "us-east-1", "s3")));
        assertRefused(
                "AccessDeniedException",
                "The service s3.amazonaws.com is not registered in us-east-1",
                reply);
    }

    @Test
    void refusesToHandOnRequestsToAnythingButKms() {
        var who = "Action=GetCallerIdentity&Version=2011-06-15";
        assertRefused(
                "AccessDenied",
                "s3.amazonaws.com may hand on requests to kms only, not to sts",
                calls.sts(who, s3, forwarding(calls.toObjectStore(alice))));
        assertTrue(text(calls.sts(who, s3, Map.of())).contains("<Arn>s3.amazonaws.com</Arn>"));
    }

    @Test
    void refusesHeadersThatCannotBeRead() {
        for (var header : Map.of("x-amz-source-arn", "photos", "x-amz-source-account", "1234")
                .entrySet()) {
            assertRefused(
                    "ValidationException",
                    "The header " + header.getKey() + " is no",
                    calls.kms(
                            "GenerateDataKey",
                            dataKey(),
                            s3,
                            Map.of(header.getKey(), header.getValue())));
        }
    }

    @Test
    void servesUsersOfOtherAccounts() {
        var guest = keyward.user(new AccountId("210987654321"), "guest");
        keyward.allow(guest, ALL_OF_KMS);
        setPolicy(allowing(
                "{\"AWS\": \"arn:aws:iam::210987654321:root\"}",
                "{\"StringEquals\": {\"kms:ViaService\": \"s3.eu-central-1.amazonaws.com\"}}"));
        assertGood(makeDataKey(calls.toObjectStore(calls.keyOf(keyward.userOf(guest)))));
    }
}
