package dev.keyward.crypto.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SamlResponseTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";

    private static final TestingIdentityProvider IDP =
            TestingIdentityProvider.named("https://idp.example.com/saml");

    private static SamlAssertion read(String xml) {
        return SamlResponse.parse(xml).signedBy(keys(IDP)).orElseThrow();
    }

    private static List<PublicKey> keys(TestingIdentityProvider... providers) {
        return List.of(providers).stream().map(each -> each.keys().getPublic()).toList();
    }

    @Test
    void readsEverythingOfAnAssertion() {
        var xml = IDP.response(NOW)
                .with("response", "_r")
                .with("assertion", "_a")
                .with("session", " SessionNotOnOrAfter=\"2026-11-24T20:00:00.500+02:00\"")
                .aws("Role", "one", " two ")
                .attribute("urn:oid:2.5.4.3", "Alice A.")
                .signed();
        var response = SamlResponse.parse(xml);
        assertEquals("_a", response.assertionId());
        assertEquals(Optional.of(IDP.entityId()), response.claimedIssuer());
        var assertion = response.signedBy(keys(IDP)).orElseThrow();
        assertEquals(IDP.entityId(), assertion.issuer());
        assertEquals(NOW, assertion.issued());
        assertEquals(
                Optional.of(new SamlAssertion.Name(
                        "alice", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent")),
                assertion.subject().name());
        assertEquals(TestingSamlResponse.AWS, assertion.subject().recipient());
        assertEquals(NOW.plusSeconds(300), assertion.subject().notOnOrAfter());
        assertEquals(Optional.of(NOW.minusSeconds(60)), assertion.conditions().notBefore());
        assertEquals(Optional.of(NOW.plusSeconds(300)), assertion.conditions().notOnOrAfter());
        assertEquals(
                List.of(Set.of("urn:amazon:webservices")),
                assertion.conditions().audiences());
        assertEquals(
                Optional.of(Instant.parse("2026-11-24T18:00:00.500Z")), assertion.sessionEnds());
        assertEquals(
                List.of("one", " two "),
                assertion.attribute("https://aws.amazon.com/SAML/Attributes/Role"));
        assertEquals(List.of("Alice A."), assertion.attribute("urn:oid:2.5.4.3"));
        assertEquals(List.of(), assertion.attribute("absent"));
    }

    @Test
    void takesASignatureOfTheAssertionTheResponseOrBoth() {
        assertEquals(NOW, read(IDP.response(NOW).signed("Assertion")).issued());
        assertEquals(NOW, read(IDP.response(NOW).signed("Response")).issued());
        assertEquals(
                NOW, read(IDP.response(NOW).signed("Assertion", "Response")).issued());
    }

    @ParameterizedTest
    @CsvSource({
        "rsa-sha256,2048",
        "rsa-sha384,3072",
        "rsa-sha512,4096",
        "ecdsa-sha256,secp256r1",
        "ecdsa-sha384,secp384r1",
        "ecdsa-sha512,secp521r1"
    })
    void takesRsaAndEcdsaOverSha2(String method, String key) {
        var provider = method.startsWith("rsa")
                ? TestingIdentityProvider.ofRsa("urn:idp", Integer.parseInt(key))
                : TestingIdentityProvider.ofCurve("urn:idp", key);
        var xml = provider.response(NOW)
                .signedBy(MORE + method, "http://www.w3.org/2001/04/xmlenc#sha512")
                .signed();
        assertTrue(SamlResponse.parse(xml).signedBy(keys(IDP, provider)).isPresent());
        assertFalse(SamlResponse.parse(xml).signedBy(keys(IDP)).isPresent());
    }

    @Test
    void triesEveryKeyOfTheProvider() {
        var rolled = TestingIdentityProvider.named(IDP.entityId());
        var xml = IDP.response(NOW).signed("Assertion", "Response");
        assertTrue(SamlResponse.parse(xml).signedBy(keys(rolled, IDP)).isPresent());
        assertTrue(SamlResponse.parse(xml).signedBy(List.of()).isEmpty());
    }

    /** Providers send no assertion with a no, and mostly do not sign it. */
    @Test
    void tellsARejectionOfTheProvider() {
        var rejection = IDP.response(NOW)
                .with("status", "urn:oasis:names:tc:SAML:2.0:status:Responder")
                .unsigned();
        var without =
                rejection.substring(0, rejection.indexOf("<saml:Assertion")) + "</samlp:Response>";
        for (var xml : List.of(rejection, without)) {
            assertTrue(assertThrows(SamlException.class, () -> SamlResponse.parse(xml))
                    .isRejection());
        }
        assertFalse(assertThrows(SamlException.class, () -> SamlResponse.parse("<a/>"))
                .isRejection());
    }

    @Test
    void readsAnAssertionThatSaysLittle() {
        var xml = IDP.response(NOW)
                .with("name", "<!-- nobody -->")
                .with("notBefore", NOW.toString())
                .with("conditions", "<saml:OneTimeUse/>")
                .signed();
        var assertion = read(xml);
        assertEquals(Optional.empty(), assertion.subject().name());
        assertEquals(List.of(), assertion.conditions().audiences());
        assertEquals(Optional.empty(), assertion.sessionEnds());
        assertEquals(
                "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
                read(IDP.response(NOW)
                                .with("name", "<saml:NameID>x</saml:NameID>")
                                .signed())
                        .subject()
                        .name()
                        .orElseThrow()
                        .format());
    }

    @Test
    void needsEveryAudienceRestrictionOnItsOwn() {
        var restriction = "<saml:AudienceRestriction>%s</saml:AudienceRestriction>";
        var audience = "<saml:Audience>%s</saml:Audience>";
        var assertion = read(IDP.response(NOW)
                .with(
                        "conditions",
                        restriction.formatted(audience.formatted("a") + audience.formatted("b"))
                                + restriction.formatted(audience.formatted("c")))
                .signed());
        assertEquals(
                List.of(Set.of("a", "b"), Set.of("c")), assertion.conditions().audiences());
    }

    @Test
    void leavesOutValuesThatAreNotText() {
        var nameId = "<saml:NameID>_opaque</saml:NameID>";
        var assertion = read(IDP.response(NOW)
                .attribute("urn:oid:1.3.6.1.4.1.5923.1.1.1.10", nameId, "<x/>", "text")
                .signed());
        assertEquals(
                List.of("_opaque", "text"),
                assertion.attribute("urn:oid:1.3.6.1.4.1.5923.1.1.1.10"));
    }

    /** Entities of XML itself, references to characters and CDATA are ways to write text. */
    @Test
    void readsTextInEveryWayToWriteIt() {
        var assertion = read(IDP.response(NOW)
                .with("name", "<saml:NameID>R&amp;D &lt;&#233;<![CDATA[& <b>]]></saml:NameID>")
                .attribute("urn:oid:2.5.4.3", "a&quot;b\u00e9\ud83d\udd11")
                .signed());
        assertEquals(
                "R&D <\u00e9& <b>", assertion.subject().name().orElseThrow().value());
        assertEquals(List.of("a\"b\u00e9\ud83d\udd11"), assertion.attribute("urn:oid:2.5.4.3"));
    }

    @Test
    void refusesWhatIsNotUnderstood() {
        assertUnreadable(IDP.response(NOW).with("conditions", "<saml:NewCondition/>"));
        assertUnreadable(IDP.response(NOW).with("issued", "yesterday"));
        assertUnreadable(IDP.response(NOW).with("recipient", ""));
        assertUnreadable(IDP.response(NOW).with("confirmedUntil", ""));
        assertUnreadable(IDP.response(NOW)
                .with("name", "<saml:NameID>a</saml:NameID><saml:NameID>b</saml:NameID>"));
        assertUnreadable(
                IDP.response(NOW)
                        .with(
                                "name",
                                "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"/>"));
    }

    private static void assertUnreadable(TestingSamlResponse response) {
        var xml = response.signed();
        assertThrows(SamlException.class, () -> read(xml));
    }

    @Test
    void refusesWhatIsNoResponse() {
        for (var text : List.of("", "hello", "<a/>", "<samlp:Response/>", "\uFEFF<a/>")) {
            assertThrows(SamlException.class, () -> SamlResponse.parse(text));
        }
    }
}
