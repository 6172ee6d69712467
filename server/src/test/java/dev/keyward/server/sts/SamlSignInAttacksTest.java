package dev.keyward.server.sts;

import static dev.keyward.server.TestingKeyward.START;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.sts.TestingSaml.IDP;
import static dev.keyward.server.sts.TestingSaml.PROVIDER;
import static dev.keyward.server.sts.TestingSaml.ROLE;
import static dev.keyward.server.sts.TestingSaml.request;
import static dev.keyward.server.sts.TestingSaml.response;

import dev.keyward.crypto.saml.TestingIdentityProvider;
import dev.keyward.crypto.saml.TestingSamlResponse;
import dev.keyward.server.TestingKeyward;
import dev.keyward.wire.Struct;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Attacks on AssumeRoleWithSAML that must fail. Those on the reading of a response, signature wrapping and
 * entities among them, are in {@code SamlAttacksTest} of crypto.
 */
final class SamlSignInAttacksTest {

    private static final String INVALID = "InvalidIdentityToken";
    private static final String EXPIRED = "ExpiredTokenException";
    private static final String UNREADABLE = "Invalid base64 SAMLResponse";

    private final TestingKeyward keyward = new TestingKeyward();
    private final TestingSaml saml = new TestingSaml(keyward);

    @BeforeEach
    void trustTheProvider() {
        saml.provider();
        keyward.role("ops", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"Federated": "%s"}, "Action": "sts:*"}]}""".formatted(PROVIDER));
        saml.assume(response());
    }

    @AfterEach
    void close() {
        keyward.close();
    }

    private void refused(String code, String message, String xml) {
        assertRefused(code, message, () -> saml.assume(request(xml)));
    }

    @Test
    void presentsAnUnsignedResponse() {
        refused(INVALID, "Response signature invalid", response().unsigned());
    }

    @Test
    void signsByAnotherKeyUnderTheProvidersName() {
        var mallory = TestingIdentityProvider.named(IDP.entityId());
        refused(
                INVALID,
                "Response signature invalid",
                mallory.response(START)
                        .aws("Role", ROLE + "," + PROVIDER)
                        .aws("RoleSessionName", "alice")
                        .signed("Assertion", "Response"));
    }

    @Test
    void altersTheNameInASignedAssertion() {
        refused(
                INVALID,
                "Response signature invalid",
                response().signed().replace(">alice</saml:NameID>", ">mallory</saml:NameID>"));
    }

    @Test
    void addsARoleToASignedAssertion() {
        refused(
                INVALID,
                "Response signature invalid",
                response()
                        .aws("Role", "other,pair")
                        .signed()
                        .replace("other,pair", ROLE + "," + PROVIDER));
    }

    @Test
    void wrapsASignedAssertion() {
        var signed = response().with("assertion", "_one").signed();
        var begin = signed.indexOf("<saml:Assertion");
        var end = signed.indexOf("</saml:Assertion>") + "</saml:Assertion>".length();
        var evil = signed.substring(begin, end).replace("alice", "mallory").replace("_one", "_two");
        refused(INVALID, UNREADABLE, signed.substring(0, begin) + evil + signed.substring(begin));
    }

    @Test
    void bringsAnEntity() {
        refused(
                INVALID,
                UNREADABLE,
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                        + response().signed().replace("alice</saml:NameID>", "&x;</saml:NameID>"));
    }

    @Test
    void presentsWhatIsNoBase64OrNoText() {
        for (var text : List.of(
                "!!!!",
                "AAAA",
                Base64.getEncoder().encodeToString("<a/>".getBytes(StandardCharsets.UTF_16)))) {
            assertRefused(
                    INVALID,
                    UNREADABLE,
                    () -> saml.assume(request("<a/>").put("SAMLAssertion", text)));
        }
    }

    @Test
    void presentsTheResponseOfAnotherProvider() {
        var other = TestingIdentityProvider.named("urn:other");
        refused(
                INVALID,
                "Issuer not present in specified provider",
                other.response(START)
                        .aws("Role", ROLE + "," + PROVIDER)
                        .aws("RoleSessionName", "alice")
                        .signed());
    }

    @Test
    void presentsARejection() {
        refused(
                "IDPRejectedClaim",
                "The identity provider reported that authentication failed",
                response()
                        .with("status", "urn:oasis:names:tc:SAML:2.0:status:Requester")
                        .signed());
    }

    @Test
    void presentsAnAssertionForAnotherAudience() {
        var restriction = "<saml:AudienceRestriction><saml:Audience>%s</saml:Audience>"
                + "</saml:AudienceRestriction>";
        var message = "Response does not contain the required audience.";
        for (var audience : List.of(
                "https://app.example.com",
                "urn:amazon:webservices:evil",
                "https://signin.aws.amazon.com.evil.example/saml",
                "https://signin.aws.amazon.com/saml/acs/SAMLSPOTHER")) {
            refused(
                    INVALID,
                    message,
                    response()
                            .with("conditions", restriction.formatted(audience))
                            .signed());
        }
        refused(
                INVALID,
                message,
                response().with("conditions", "<saml:OneTimeUse/>").signed());
        refused(
                INVALID,
                message,
                response()
                        .with(
                                "conditions",
                                restriction.formatted("urn:amazon:webservices")
                                        + restriction.formatted("https://app.example.com"))
                        .signed());
        saml.assume(response()
                .with(
                        "conditions",
                        restriction.formatted(
                                "https://signin.aws.amazon.com/saml/acs/SAMLSPABCDEFGHIJKLMNOPQ")));
    }

    @Test
    void presentsAnAssertionForAnotherRecipient() {
        for (var recipient : List.of(
                "https://app.example.com/saml",
                "https://signin.aws.amazon.com.evil.example/saml",
                "http://signin.aws.amazon.com/saml",
                "https://evil.signin.aws.amazon.com/saml",
                "https://signin.aws.amazon.com/saml/acs/SAMLSPOTHER",
                "urn:amazon:webservices")) {
            refused(
                    INVALID,
                    "the Recipient of the assertion is no sign-in endpoint of AWS",
                    response().with("recipient", recipient).signed());
        }
        saml.assume(response().with("recipient", "https://eu-west-1.signin.aws.amazon.com/saml"));
    }

    @Test
    void presentsAnAssertionTooLate() {
        var late = response()
                .with("confirmedUntil", "2027-01-01T00:00:00Z")
                .with("notOnOrAfter", "2027-01-01T00:00:00Z")
                .signed();
        keyward.clock().advance(Duration.ofMinutes(5));
        refused(EXPIRED, "Token must be redeemed within 5 minutes of issuance", late);
    }

    @Test
    void presentsAnAssertionThatHasExpired() {
        refused(
                EXPIRED,
                "the assertion was good until 2026-11-24T12:00:00Z",
                response().with("notOnOrAfter", START.toString()).signed());
        refused(
                EXPIRED,
                "the assertion was good until 2026-11-24T11:59:59Z",
                response().with("confirmedUntil", "2026-11-24T11:59:59Z").signed());
        refused(
                EXPIRED,
                "the assertion was good until 2026-11-24T12:00:00Z",
                response()
                        .with("session", " SessionNotOnOrAfter=\"2026-11-24T12:00:00Z\"")
                        .signed());
    }

    @Test
    void presentsAnAssertionFromTheFuture() {
        refused(
                INVALID,
                "the assertion is not good before 2026-11-24T12:01:01Z",
                response().with("issued", "2026-11-24T12:01:01Z").signed());
        refused(
                INVALID,
                "the assertion is not good before 2026-11-24T12:02:00Z",
                response().with("notBefore", "2026-11-24T12:02:00Z").signed());
        saml.assume(response()
                .with("issued", "2026-11-24T12:01:00Z")
                .with("notBefore", "2026-11-24T12:01:00Z"));
    }

    @Test
    void replaysAnAssertion() {
        var once = response().signed("Assertion", "Response");
        saml.assume(request(once));
        refused(INVALID, "the assertion has been redeemed before", once);
        // The assertion is the same in another wrapping.
        var inLines = Base64.getMimeEncoder()
                .encodeToString((once + "\n").getBytes(StandardCharsets.UTF_8));
        assertRefused(
                INVALID,
                "the assertion has been redeemed before",
                () -> saml.assume(request(once).put("SAMLAssertion", inLines)));
        keyward.clock().advance(Duration.ofMinutes(4));
        refused(INVALID, "the assertion has been redeemed before", once);
    }

    /** One assertion may name roles of several accounts, each with a provider for the same issuer. */
    @Test
    void replaysAnAssertionForAnotherRole() {
        keyward.role("dev", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"Federated": "%s"}, "Action": "sts:*"}]}""".formatted(PROVIDER));
        var dev = "arn:aws:iam::123456789012:role/dev";
        var signed = response()
                .aws("Role", ROLE + "," + PROVIDER, dev + "," + PROVIDER)
                .signed();
        saml.assume(request(signed).put("RoleArn", dev));
        refused(INVALID, "the assertion has been redeemed before", signed);
    }

    /** What was refused has not been redeemed. */
    @Test
    void mayTryAgainAfterARefusal() {
        var signed = response().signed();
        assertRefused(
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                () -> saml.assume(request(signed).put("DurationSeconds", 7_200)));
        saml.assume(request(signed));
    }

    @Test
    void replaysAnAssertionAfterARestart() {
        refused(
                EXPIRED,
                "the assertion is older than the server's memory of redeemed ones",
                response(START.minusSeconds(1)).signed());
    }

    @Test
    void usesAProviderOfAnotherAccount() {
        var role = "arn:aws:iam::210987654321:role/ops";
        assertRefused(
                "AccessDenied",
                "Not authorized to perform sts:AssumeRoleWithSAML",
                () -> saml.assume(foreign(role)));
        var store = keyward.store();
        var own = store.read(
                snapshot -> snapshot.roles().find(TestingKeyward.ACCOUNT, "ops").orElseThrow());
        store.write(transaction -> {
            transaction
                    .roles()
                    .insert(new dev.keyward.server.model.Role(
                            TestingKeyward.OTHER_ACCOUNT,
                            "/",
                            "ops",
                            "AROAOTHER",
                            START,
                            own.trustPolicy(),
                            "",
                            3600,
                            own.tags(),
                            own.permissionsBoundary()));
            return own;
        });
        assertRefused(
                "AccessDenied",
                "Not authorized to perform sts:AssumeRoleWithSAML",
                () -> saml.assume(foreign(role)));
    }

    private static Struct.Builder foreign(String role) {
        var signed = response().aws("Role", role + "," + PROVIDER).signed();
        return request(signed).put("RoleArn", role);
    }

    @Test
    void presentsMoreThanAWSTakes() {
        assertRefused(
                "ValidationError",
                "1 validation error detected: Value at 'sAMLAssertion' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 100000",
                () -> saml.assume(request("<a/>").put("SAMLAssertion", "A".repeat(100_001))));
    }

    /** Whoever vouches for users does not need to be asked for what policies would let it do. */
    @Test
    void namesNobodyByTooLongAName() {
        refused(
                INVALID,
                "the NameID is longer than 1,024 characters",
                response()
                        .with("name", "<saml:NameID>" + "x".repeat(1_025) + "</saml:NameID>")
                        .signed());
        TestingSamlResponse atMost =
                response().with("name", "<saml:NameID>" + "x".repeat(1_024) + "</saml:NameID>");
        saml.assume(atMost);
    }
}
