package dev.keyward.server.hosts;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.x509.TestingAuthority;
import dev.keyward.crypto.x509.TestingAuthority.Host;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.Struct;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CreateSession as hosts ask for it, and as attackers do. */
final class HostSessionsTest extends HostScene {

    private static final String ONLY_S3 = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
              "Resource": "*"}}""";

    @Test
    void givesAHostCredentialsThatWork() {
        var reply = create();
        assertEquals("2026-11-24T13:00:00Z", member("expiration", reply));
        assertEquals("CN=web.example.com", member("sourceIdentity", reply));
        assertEquals(role.id() + ":2a", member("assumedRoleId", reply));
        assertTrue(text(reply).contains("arn:aws:sts::123456789012:assumed-role/web/2a"));
        assertEquals(200, listKeys(reply).status(), text(listKeys(reply)));
    }

    @Test
    void takesWhatAwsHelperWritesIntoTheQuery() {
        var query = "profileArn=" + encoded(profile.requiredText("HostProfileArn")) + "&roleArn="
                + encoded(role.arn().toString()) + "&trustAnchorArn="
                + encoded(anchor.requiredText("TrustAnchorArn"));
        assertEquals(
                201, answer(signed(HOST, "{\"durationSeconds\": 900}", query)).status());
        assertRefused(
                "ValidationException", "profileArn is missing", answer(signed(HOST, "{}", "")));
    }

    private static String encoded(String arn) {
        return arn.replace(":", "%3A").replace("/", "%2F");
    }

    @Test
    void takesHostsWithRsaKeys() {
        assertEquals(201, create(ROOT.issue(WEB.by("RSA"))).status());
    }

    @Test
    void tellsTrustPoliciesWhatTheCertificateSays() {
        setTrust("""
                {"StringEquals": {"aws:PrincipalTag/x509Subject/CN": "web.example.com",
                   "aws:RequestTag/x509Subject/OU": "shop", "aws:PrincipalTag/x509Issuer/CN": "root",
                   "sts:SourceIdentity": "CN=web.example.com", "aws:SourceAccount": "123456789012"},
                 "ArnEquals": {"aws:SourceArn": "%s"}}""".formatted(anchor.requiredText("TrustAnchorArn")));
        assertEquals(201, create().status(), text(create()));
        setTrust("{\"StringEquals\": {\"aws:PrincipalTag/x509Subject/CN\": \"db.example.com\"}}");
        assertRefused(
                "AccessDeniedException",
                "User: rolesanywhere.amazonaws.com is not authorized to perform: sts:AssumeRole on"
                        + " resource: arn:aws:iam::123456789012:role/web",
                create());
    }

    private void setTrust(String condition) {
        keyward.store().write(transaction -> {
            var updated = transaction.roles().findById(role.id()).orElseThrow();
            transaction.roles().update(updated.withTrustPolicy(TRUST.formatted(condition)));
            return 0;
        });
    }

    @Test
    void limitsTheSessionAsTheProfileSays() {
        updateProfile(Struct.builder().put("DurationSeconds", 900).put("SessionPolicy", ONLY_S3));
        var reply = answer(signed(HOST, body(", \"durationSeconds\": 3600"), ""));
        assertEquals("2026-11-24T12:15:00Z", member("expiration", reply));
        assertTrue(text(listKeys(reply)).contains("because no session policy allows"));
        updateProfile(Struct.builder().put("DurationSeconds", 43200));
        assertRefused(
                "ValidationException",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                create());
    }

    @Test
    void endsTheSessionWithTheCertificateAtTheLatest() {
        var reply = create(ROOT.issue(WEB.lasting(Duration.ofHours(24).plusMinutes(5))));
        assertEquals("2026-11-24T12:05:00Z", member("expiration", reply));
    }

    @Test
    void namesTheSessionAsTheHostAsksWhereTheProfileLetsIt() {
        var body = body(", \"roleSessionName\": \"blue\"");
        assertRefused(
                "AccessDeniedException",
                "the profile takes no role session names",
                answer(signed(HOST, body, "")));
        updateProfile(Struct.builder().put("AcceptRoleSessionName", true));
        assertEquals(role.id() + ":blue", member("assumedRoleId", answer(signed(HOST, body, ""))));
    }

    @Test
    void refusesAHostOfAnUntrustedAuthority() {
        var other = TestingAuthority.root("CN=root,O=Example", START.minus(Duration.ofDays(1)));
        assertRefused("AccessDeniedException", "Untrusted certificate.", create(other.issue(WEB)));
    }

    @Test
    void refusesACertificateThatHasExpired() {
        keyward.clock().advance(Duration.ofDays(30));
        assertRefused("AccessDeniedException", "Untrusted certificate.", create());
    }

    @Test
    void refusesTheCertificateOfAnAuthorityAsAHosts() {
        assertRefused(
                "AccessDeniedException",
                "Untrusted certificate. Insufficient certificate",
                create(ROOT.issue(WEB.asAuthority())));
    }

    @Test
    void refusesACertificateThatWasTakenBack() {
        root(
                "UpdateTrustAnchor",
                Struct.builder()
                        .put("TrustAnchorId", anchor.requiredText("TrustAnchorId"))
                        .put("Revocations", ROOT.revoking(42, START)));
        assertRefused(
                "AccessDeniedException", "Untrusted certificate. Certificate revoked", create());
    }

    @Test
    void refusesARoleThatTheProfileDoesNotGive() {
        role = keyward.role("other", TRUST.formatted("{}"));
        assertRefused(
                "AccessDeniedException",
                "the profile does not give hosts the role arn:aws:iam::123456789012:role/other",
                create());
    }

    @Test
    void refusesAReplayBeyondTheSkew() {
        var request = signed(HOST, body(""), "");
        keyward.clock().advance(Duration.ofMinutes(15));
        assertEquals(201, answer(request).status());
        keyward.clock().advance(Duration.ofSeconds(1));
        assertRefused("InvalidSignatureException", "Signature expired", answer(request));
    }

    @Test
    void refusesARequestThatWasChangedAfterSigning() {
        var request = signed(HOST, body(""), "");
        var longer = new HttpRequest(
                "POST",
                "/sessions",
                "",
                request.headers(),
                body(", \"durationSeconds\": 43200").getBytes(StandardCharsets.UTF_8));
        assertRefused(
                "InvalidSignatureException",
                "The request signature does not match the certificate",
                answer(longer));
    }

    @Test
    void refusesACertificateWhoseKeyDidNotSign() {
        var thief = new Host(HOST.certificate(), ROOT.issue(WEB).key());
        assertRefused(
                "InvalidSignatureException",
                "The request signature does not match the certificate",
                create(thief));
    }

    @Test
    void refusesASignatureOfAnotherKind() {
        var request = signed(HOST, body(""), "");
        var authorization = request.headers().first("authorization").orElseThrow();
        for (var other : List.of(
                authorization.replace("ECDSA", "RSA"),
                authorization.replace("AWS4-X509-ECDSA-SHA256", "AWS4-HMAC-SHA256"),
                authorization.replace("Credential=42", "Credential=43"))) {
            var forged = new HttpRequest(
                    "POST",
                    "/sessions",
                    "",
                    request.headers().with("authorization", other),
                    request.body());
            assertTrue(answer(forged).status() >= 400);
        }
    }

    @Test
    void refusesWhatIsDisabled() {
        updateProfile(Struct.builder().put("Enabled", false));
        assertRefused(
                "AccessDeniedException", "there is no such profile, or it is disabled", create());
        root(
                "UpdateTrustAnchor",
                Struct.builder()
                        .put("TrustAnchorId", anchor.requiredText("TrustAnchorId"))
                        .put("Enabled", false));
        assertRefused(
                "AccessDeniedException",
                "there is no such trust anchor, or it is disabled",
                create());
    }

    @Test
    void refusesAnAnchorAndAProfileThatAreNotOfOneAccount() {
        var body = body("").replace(
                        profile.requiredText("HostProfileArn"),
                        profile.requiredText("HostProfileArn")
                                .replace(ACCOUNT.value(), "210987654321"));
        assertRefused(
                "AccessDeniedException",
                "trust anchor, profile and signature are not of one account and Region",
                answer(signed(HOST, body, "")));
    }

    @Test
    void endsSessionsWithTheRole() {
        var reply = create();
        keyward.store().write(transaction -> {
            transaction
                    .inlinePolicies()
                    .list(role.id())
                    .forEach(policy -> transaction.inlinePolicies().delete(role, policy.name()));
            transaction.roles().delete(transaction.roles().findById(role.id()).orElseThrow());
            return 0;
        });
        assertFalse(listKeys(reply).status() == 200);
    }
}
