package dev.keyward.server.sts;

import static dev.keyward.server.TestingKeyward.START;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.sts.TestingSaml.IDP;
import static dev.keyward.server.sts.TestingSaml.PROVIDER;
import static dev.keyward.server.sts.TestingSaml.ROLE;
import static dev.keyward.server.sts.TestingSaml.request;
import static dev.keyward.server.sts.TestingSaml.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.saml.TestingSamlResponse;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.model.Role;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AssumeRoleWithSamlTest {

    private static final String QUALIFIER = "xOF4JkkBN2OOrP8KuoL/mV+ZMac=";

    private static final String EDU_PERSON = "urn:oid:1.3.6.1.4.1.5923.1.1.1.";

    private final TestingKeyward keyward = new TestingKeyward();
    private final TestingSaml saml = new TestingSaml(keyward);

    @AfterEach
    void close() {
        keyward.close();
    }

    private Role role(String actions, String condition) {
        return keyward.role("ops", """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"Federated": "%s"}, "Action": %s,
                   "Condition": %s}]}""".formatted(PROVIDER, actions, condition));
    }

    private Role role() {
        saml.provider();
        return role("\"sts:AssumeRoleWithSAML\"", "{}");
    }

    private Session session(Struct output) {
        return TestingClient.of(output.struct("Credentials").orElseThrow())
                .callerOf("kms", keyward)
                .session()
                .orElseThrow();
    }

    private void assertDenied(String action, TestingSamlResponse response) {
        assertRefused(
                "AccessDenied", "Not authorized to perform " + action, () -> saml.assume(response));
    }

    private void assertInvalid(String message, TestingSamlResponse response) {
        assertRefused("InvalidIdentityToken", message, () -> saml.assume(response));
    }

    @Test
    void beginsASessionForWhomTheProviderVouches() {
        var role = role();
        var output = saml.assume(response());
        var user = output.struct("AssumedRoleUser").orElseThrow();
        assertEquals(role.id() + ":alice", user.requiredText("AssumedRoleId"));
        assertEquals("arn:aws:sts::123456789012:assumed-role/ops/alice", user.requiredText("Arn"));
        assertEquals("alice", output.requiredText("Subject"));
        assertEquals("persistent", output.requiredText("SubjectType"));
        assertEquals("https://idp.example.com/saml", output.requiredText("Issuer"));
        assertEquals("https://signin.aws.amazon.com/saml", output.requiredText("Audience"));
        assertEquals(QUALIFIER, output.requiredText("NameQualifier"));
        assertFalse(output.has("SourceIdentity") || output.has("PackedPolicySize"));
        var session = session(output);
        assertEquals(START, session.issued());
        assertEquals(START.plus(Duration.ofHours(1)), session.expires());
        var federation = session.signIn().federation().orElseThrow();
        assertEquals(PROVIDER, federation.provider());
        assertEquals(
                Map.of(
                        "saml:sub",
                        "alice",
                        "saml:sub_type",
                        "persistent",
                        "saml:namequalifier",
                        QUALIFIER),
                federation.single());
        assertEquals(Map.of(), federation.multiple());
    }

    @Test
    void keepsAFormatThatIsNotOfSaml2() {
        role();
        var format = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
        var output = saml.assume(response()
                .with(
                        "name",
                        "<saml:NameID Format=\"" + format + "\">a@example.com</saml:NameID>"));
        assertEquals(format, output.requiredText("SubjectType"));
        assertEquals("a@example.com", output.requiredText("Subject"));
    }

    @Test
    void givesTheSessionItsTagsAndSourceIdentity() {
        saml.provider();
        role("[\"sts:AssumeRoleWithSAML\", \"sts:TagSession\", \"sts:SetSourceIdentity\"]", """
                {"StringEquals": {"aws:RequestTag/team": "blue", "sts:SourceIdentity": "alice.a",
                                  "sts:RoleSessionName": "alice"},
                 "ForAllValues:StringEquals": {"sts:TransitiveTagKeys": "team",
                                               "aws:TagKeys": ["team", "Cost"]}}""");
        var output = saml.assume(response()
                .aws("PrincipalTag:team", "blue")
                .aws("PrincipalTag:Cost", "")
                .aws("TransitiveTagKeys", "team")
                .aws("SourceIdentity", "alice.a"));
        var session = session(output);
        assertEquals(
                new TreeMap<>(Map.of("team", "blue", "Cost", "")),
                session.tags().values());
        assertEquals(Set.of("team"), session.tags().transitive());
        assertEquals(Optional.of("alice.a"), session.sourceIdentity());
        assertEquals("alice.a", output.requiredText("SourceIdentity"));
        assertTrue(output.integer("PackedPolicySize").orElseThrow() > 0);
        assertDenied("sts:AssumeRoleWithSAML", response().aws("PrincipalTag:team", "red"));
    }

    @Test
    void needsTagSessionAndSetSourceIdentity() {
        role();
        assertDenied("sts:TagSession", response().aws("PrincipalTag:team", "blue"));
        assertDenied("sts:SetSourceIdentity", response().aws("SourceIdentity", "alice"));
    }

    /** Every kind of key: of the assertion, of its subject, with one value and with several. */
    @Test
    void asksTheTrustPolicyWithWhatTheAssertionSays() {
        saml.provider();
        role("\"sts:AssumeRoleWithSAML\"", """
                {"StringEquals": {"saml:aud": "https://signin.aws.amazon.com/saml",
                    "saml:iss": "https://idp.example.com/saml", "saml:sub": "alice",
                    "saml:sub_type": "persistent", "saml:doc": "123456789012/Okta",
                    "saml:namequalifier": "%s", "aws:FederatedProvider": "%s",
                    "saml:edupersonprincipalname": "alice@example.org",
                    "saml:mail": "alice@example.com", "saml:uid": "42", "saml:surname": "A."},
                 "ForAnyValue:StringEquals": {"saml:edupersonaffiliation": "staff",
                    "saml:cn": "Alice", "saml:eduorglegalname": "Org"}}""".formatted(QUALIFIER, PROVIDER));
        var claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
        saml.assume(everything(claims).attribute(EDU_PERSON + "1", "member", "staff"));
        assertDenied(
                "sts:AssumeRoleWithSAML",
                everything(claims).attribute(EDU_PERSON + "1", "member", "student"));
    }

    private static TestingSamlResponse everything(String claims) {
        return response()
                .attribute(EDU_PERSON + "6", "alice@example.org")
                .attribute(claims + "emailaddress", "alice@example.com")
                .attribute("0.9.2342.19200300100.1.1", "42")
                .attribute("2.5.4.4", "A.")
                .attribute("urn:oid:2.5.4.3", "Alice")
                .attribute("urn:oid:1.3.6.1.4.1.5923.1.2.1.4", "Org");
    }

    @Test
    void refusesARoleThatDoesNotTrustTheProviderAsOneThatIsNotThere() {
        saml.provider();
        assertDenied("sts:AssumeRoleWithSAML", response());
        keyward.role("ops", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"Federated": "arn:aws:iam::123456789012:saml-provider/Other"},
                  "Action": "sts:*"}]}""");
        assertDenied("sts:AssumeRoleWithSAML", response());
    }

    @Test
    void refusesAnAssertionThatNamesNobody() {
        role();
        assertDenied("sts:AssumeRoleWithSAML", response().with("name", "<!-- nobody -->"));
    }

    @Test
    void lastsAsLongAsTheShortestOfAllSay() {
        role();
        assertEquals(START.plusSeconds(900), expires(response(), 900));
        assertEquals(
                START.plusSeconds(1_800),
                expires(response().aws("SessionDuration", "1800"), 3_600));
        assertEquals(
                START.plusSeconds(900), expires(response().aws("SessionDuration", "43200"), 900));
        assertEquals(
                START.plusSeconds(1_200),
                expires(
                        response()
                                .aws("SessionDuration", "1800")
                                .with("session", " SessionNotOnOrAfter=\"2026-11-24T12:20:00Z\""),
                        3_600));
        assertRefused(
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                () -> expires(response(), 3_601));
    }

    private Instant expires(TestingSamlResponse response, int seconds) {
        return session(saml.assume(request(response.signed()).put("DurationSeconds", seconds)))
                .expires();
    }

    @Test
    void takesSessionPolicies() {
        role();
        var policy = "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\","
                + " \"Resource\": \"*\"}}";
        var output = saml.assume(request(response().signed()).put("Policy", policy));
        assertEquals(Optional.of(policy), session(output).policies().inline());
        assertRefused(
                "MalformedPolicyDocument",
                "This policy contains invalid Json",
                () -> saml.assume(request(response().signed()).put("Policy", "{")));
    }

    @Test
    void takesARoleAndAProviderInEitherOrder() {
        role();
        saml.assume(response().aws("Role", "\n  " + PROVIDER + " , " + ROLE + "\n"));
        saml.assume(response().aws("Role", "other,pair", ROLE + "," + PROVIDER));
        var message =
                "SAML Assertion doesn't contain the requested Role and Metadata in the attributes";
        assertInvalid(message, response().aws("Role", ROLE + "," + PROVIDER + "2"));
        assertInvalid(message, response().aws("Role", ROLE));
        assertInvalid(message, response().aws("Role"));
        assertInvalid(message, response().aws("Role", ROLE + "," + ROLE));
    }

    @Test
    void needsAGoodSessionName() {
        role();
        assertInvalid(
                "RoleSessionName is required in AuthnResponse",
                IDP.response(START).aws("Role", ROLE + "," + PROVIDER));
        for (var name : List.of("a", "has space", "x".repeat(65), "ümlaut")) {
            assertInvalid(
                    "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}",
                    response().aws("RoleSessionName", name));
        }
        assertInvalid(
                "RoleSessionName has more than one value",
                response().aws("RoleSessionName", "alice", "mallory"));
    }

    @Test
    void refusesAttributesThatAreOutOfRange() {
        role();
        for (var identity : List.of("a", "aws:alice", "has space")) {
            assertInvalid(
                    "Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"",
                    response().aws("SourceIdentity", identity));
        }
        for (var seconds : List.of("899", "43201", "an hour", "-900", "9999999999")) {
            assertInvalid(
                    "SessionDuration must be from 900 to 43200",
                    response().aws("SessionDuration", seconds));
        }
        assertInvalid(
                "PrincipalTag:team has more than one value",
                response().aws("PrincipalTag:team", "a", "b"));
        assertInvalid("the tag team has no value", response().aws("PrincipalTag:team"));
        assertInvalid(
                "a tag must match [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}, and its value"
                        + " [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}",
                response().aws("PrincipalTag:team", "a*"));
        assertRefused(
                "InvalidParameterValue",
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                () -> saml.assume(
                        response().aws("PrincipalTag:team", "a").aws("PrincipalTag:Team", "a")));
        assertRefused(
                "InvalidParameterValue",
                "The specified transitive tag key must be included in the requested tags.",
                () -> saml.assume(response().aws("TransitiveTagKeys", "team")));
        assertRefused(
                "ValidationError",
                "Tag keys starting with 'aws:' are reserved for internal use",
                () -> saml.assume(response().aws("PrincipalTag:aws:team", "a")));
    }

    @Test
    void refusesArnsOfSomethingElse() {
        role();
        assertRefused(
                "ValidationError",
                "Request ARN is invalid",
                () -> saml.assume(request(response().signed()).put("RoleArn", PROVIDER)));
        assertRefused(
                "ValidationError",
                "Request ARN is invalid",
                () -> saml.assume(request(response().signed()).put("PrincipalArn", ROLE)));
        assertRefused(
                "InvalidIdentityToken",
                "Specified provider doesn't exist",
                () -> saml.assume(
                        request(response().signed()).put("PrincipalArn", PROVIDER + "2")));
    }

    @Test
    void endsWithTheProvider() {
        var provider = saml.provider(START.plusSeconds(60));
        role("\"sts:AssumeRoleWithSAML\"", "{}");
        saml.assume(response());
        keyward.clock().advance(Duration.ofSeconds(60));
        assertInvalid("the metadata of the specified provider has expired", response());
        keyward.store().write(transaction -> {
            transaction.samlProviders().delete(provider);
            return provider;
        });
        assertInvalid("Specified provider doesn't exist", response());
    }
}
