package dev.keyward.crypto.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Attacks on the reading of SAML that must fail. The names XSW1 to XSW8 are those of Somorovsky and
 * others, "On Breaking SAML: Be Whoever You Want to Be", section 4.
 */
final class SamlAttacksTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final TestingIdentityProvider IDP =
            TestingIdentityProvider.named("https://idp.example.com/saml");

    private static final TestingIdentityProvider MALLORY =
            TestingIdentityProvider.named("https://idp.example.com/saml");

    private static final List<PublicKey> KEYS = List.of(IDP.keys().getPublic());

    private static TestingSamlResponse response() {
        return IDP.response(NOW).aws("RoleSessionName", "alice");
    }

    /** What is believed of a response. */
    private static Optional<SamlAssertion> believed(String xml) {
        return SamlResponse.parse(xml).signedBy(KEYS);
    }

    private static String nameOf(String xml) {
        return believed(xml).orElseThrow().subject().name().orElseThrow().value();
    }

    private static boolean isRefused(String xml) {
        try {
            return believed(xml).isEmpty();
        } catch (SamlException refused) {
            return true;
        }
    }

    /** Takes a good response apart, and shows that what comes of it is not believed. */
    private static void assertRefused(String signed, Consumer<Document> attack) {
        assertEquals("alice", nameOf(signed), "the response is good before the attack");
        var document = TestingXml.parse(signed);
        attack.accept(document);
        var attacked = TestingXml.print(document);
        assertTrue(attacked.contains("mallory"), "the attack is in the response");
        assertTrue(isRefused(attacked), attacked);
    }

    /** A copy of an element that lets mallory in. */
    private static Element evil(Element element, String id) {
        var evil = (Element) element.cloneNode(true);
        if (!id.isEmpty()) {
            evil.setAttribute("ID", id);
        }
        evil.getElementsByTagNameNS(XmlElement.ASSERTION, "NameID")
                .item(0)
                .setTextContent("mallory");
        return evil;
    }

    private static Element signatureOf(Element element) {
        return (Element) element.getElementsByTagNameNS(XmlElement.SIGNATURE, "Signature")
                .item(0);
    }

    private static Element withoutSignature(Element element) {
        var plain = (Element) element.cloneNode(true);
        plain.removeChild(signatureOf(plain));
        return plain;
    }

    /** The signed response stands in the signature of the evil one. */
    @Test
    void xsw1() {
        assertRefused(response().signed("Response"), document -> {
            var original = document.getDocumentElement();
            var evil = evil(original, "_evil");
            document.replaceChild(evil, original);
            signatureOf(evil).appendChild(withoutSignature(original));
        });
    }

    /** The signed response stands beside its signature in the evil one. */
    @Test
    void xsw2() {
        assertRefused(response().signed("Response"), document -> {
            var original = document.getDocumentElement();
            var evil = evil(original, "_evil");
            document.replaceChild(evil, original);
            evil.insertBefore(withoutSignature(original), signatureOf(evil));
        });
    }

    /** The evil assertion stands before the signed one. */
    @Test
    void xsw3() {
        assertRefused(response().signed(), document -> {
            var original = TestingXml.first(document, "Assertion");
            var evil = evil(withoutSignature(original), "_evil");
            document.getDocumentElement().insertBefore(evil, original);
        });
    }

    /** The signed assertion stands in the evil one. */
    @Test
    void xsw4() {
        assertRefused(response().signed(), document -> {
            var original = TestingXml.first(document, "Assertion");
            var evil = evil(withoutSignature(original), "_evil");
            document.getDocumentElement().replaceChild(evil, original);
            evil.appendChild(original);
        });
    }

    /** The evil assertion has the signature, and the signed one stands behind it. */
    @Test
    void xsw5() {
        assertRefused(response().signed(), document -> {
            var original = TestingXml.first(document, "Assertion");
            var evil = evil(original, "_evil");
            document.getDocumentElement().replaceChild(evil, original);
            document.getDocumentElement().appendChild(withoutSignature(original));
        });
    }

    /** The evil assertion has the signature, in which the signed one stands. */
    @Test
    void xsw6() {
        assertRefused(response().signed(), document -> {
            var original = TestingXml.first(document, "Assertion");
            var evil = evil(original, "_evil");
            document.getDocumentElement().replaceChild(evil, original);
            signatureOf(evil).appendChild(withoutSignature(original));
        });
    }

    /** The evil assertion stands in an extension, with the id of the signed one. */
    @Test
    void xsw7() {
        assertRefused(response().signed(), document -> {
            var original = TestingXml.first(document, "Assertion");
            var extensions = document.createElementNS(XmlElement.PROTOCOL, "samlp:Extensions");
            extensions.appendChild(evil(withoutSignature(original), ""));
            document.getDocumentElement().insertBefore(extensions, original);
        });
    }

    /** The signed assertion stands in an object of the evil one's signature. */
    @Test
    void xsw8() {
        assertRefused(response().signed(), document -> {
            var original = TestingXml.first(document, "Assertion");
            var evil = evil(original, "_evil");
            document.getDocumentElement().replaceChild(evil, original);
            var object = document.createElementNS(XmlElement.SIGNATURE, "ds:Object");
            object.appendChild(withoutSignature(original));
            signatureOf(evil).appendChild(object);
        });
    }

    /** As XSW3, but the copies have one id, so that it matters which one a reader finds. */
    @Test
    void wrappingWithOneIdForBoth() {
        assertRefused(response().signed(), document -> {
            var original = TestingXml.first(document, "Assertion");
            document.getDocumentElement().appendChild(evil(withoutSignature(original), ""));
        });
    }

    @Test
    void altersAnAttributeOfASignedAssertion() {
        var signed = response().signed();
        assertTrue(isRefused(signed.replace(
                "<saml:AttributeValue>alice</saml:AttributeValue>",
                "<saml:AttributeValue>mallory</saml:AttributeValue>")));
        assertRefused(
                signed, document -> TestingXml.first(document, "NameID").setTextContent("mallory"));
    }

    /** Wherever a response is changed, it is refused or says the same. */
    @ParameterizedTest
    @ValueSource(strings = {"Assertion", "Response"})
    void altersAnyCharacter(String signedElement) {
        var signed = response().attribute("urn:oid:2.5.4.3", "Alice").signed(signedElement);
        var said = believed(signed);
        var refused = 0;
        for (var at = 0; at < signed.length(); at += 3) {
            var other = signed.charAt(at) == 'x' ? 'y' : 'x';
            var altered = signed.substring(0, at) + other + signed.substring(at + 1);
            if (isRefused(altered)) {
                refused++;
            } else {
                assertEquals(said, believed(altered), "altered at " + at);
            }
        }
        assertTrue(refused > signed.length() / 5, refused + " were refused");
    }

    /** A part of the response that nobody signed is not read. */
    @Test
    void cutsAnyElement() {
        var signed = response().attribute("urn:oid:2.5.4.3", "Alice").signed();
        var said = believed(signed);
        var count = TestingXml.all(TestingXml.parse(signed), "*").size();
        for (var at = 1; at < count; at++) {
            var document = TestingXml.parse(signed);
            var cut = TestingXml.all(document, "*").get(at);
            cut.getParentNode().removeChild(cut);
            var altered = TestingXml.print(document);
            assertTrue(
                    isRefused(altered) || said.equals(believed(altered)),
                    cut.getNodeName() + " was cut");
        }
    }

    @Test
    void altersASignedResponseAroundAGoodAssertion() {
        var signed = response().signed("Assertion", "Response");
        assertEquals("alice", nameOf(signed));
        assertTrue(isRefused(signed.replace("Destination=", "Consent=\"urn:x\" Destination=")));
    }

    @Test
    void comesUnsigned() {
        assertTrue(isRefused(response().unsigned()));
        var document = TestingXml.parse(response().signed());
        var assertion = TestingXml.first(document, "Assertion");
        assertion.removeChild(signatureOf(assertion));
        assertTrue(isRefused(TestingXml.print(document)));
    }

    @Test
    void signsByAnotherKey() {
        assertTrue(isRefused(MALLORY.response(NOW).signed()));
        assertTrue(isRefused(MALLORY.response(NOW).signed("Assertion", "Response")));
    }

    /** The signature brings the key that it is good by, which would verify it. */
    @Test
    void bringsItsKeyInKeyInfo() {
        var forged = MALLORY.response(NOW).signed();
        assertTrue(forged.contains("KeyValue"));
        assertTrue(SamlResponse.parse(forged)
                .signedBy(List.of(MALLORY.keys().getPublic()))
                .isPresent());
        assertTrue(isRefused(forged));
    }

    @Test
    void signsBySha1() {
        var ofSignature = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
        var ofDigest = "http://www.w3.org/2000/09/xmldsig#sha1";
        var sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
        assertTrue(isRefused(response().signedBy(ofSignature, sha256).signed()));
        assertTrue(isRefused(response()
                .signedBy("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", ofDigest)
                .signed()));
    }

    /** The provider's public key is no secret of a MAC. */
    @Test
    void callsTheSignatureAMac() {
        var signed = response().signed();
        assertTrue(isRefused(signed.replace(
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")));
    }

    @Test
    void transformsBySomethingElse() {
        var enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
        var inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
        var withComments = "http://www.w3.org/2001/10/xml-exc-c14n#WithComments";
        assertTrue(isRefused(response().transformedBy(enveloped, inclusive).signed()));
        assertTrue(isRefused(response().transformedBy(enveloped, withComments).signed()));
        assertTrue(isRefused(response().transformedBy(enveloped).signed()));
        var signed = response().signed();
        assertTrue(isRefused(signed.replace(
                "Algorithm=\"" + enveloped + "\"",
                "Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"")));
        assertTrue(isRefused(signed.replace(
                "Algorithm=\"" + enveloped + "\"",
                "Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "#_other", "#xpointer(/)", "file:///etc/hostname", "http://127.0.0.1/"})
    void refersToSomethingElse(String uri) {
        var signed = response().with("assertion", "_one").signed();
        assertTrue(signed.contains("URI=\"#_one\""));
        assertTrue(isRefused(signed.replace("URI=\"#_one\"", "URI=\"" + uri + "\"")));
    }

    /** With a comment in it, some readers take the name for what stands before the comment. */
    @Test
    void splitsTheNameByAComment() {
        var name = "<saml:NameID>alice@example.com{}.evil.example</saml:NameID>";
        var plain = response().with("name", name.replace("{}", "")).signed();
        var split = response().with("name", name.replace("{}", "<!-- -->")).signed();
        assertEquals("alice@example.com.evil.example", nameOf(plain));
        assertEquals("alice@example.com.evil.example", nameOf(split));
        assertEquals(
                "alice@example.com.evil.example",
                nameOf(plain.replace("example.com.evil", "example.com<!---->.evil")));
    }

    @Test
    void splitsTheNameByAnInstruction() {
        assertThrows(
                SamlException.class,
                () -> believed(response()
                        .with("name", "<saml:NameID>alice<?x y?>.evil</saml:NameID>")
                        .signed()));
    }

    private static void assertNotRead(String documentType, String entity) {
        var signed = response().signed();
        var attacked = documentType
                + signed.replace(">alice</saml:NameID>", ">" + entity + "</saml:NameID>");
        assertTrue(attacked.startsWith("<!DOCTYPE") && attacked.length() > signed.length());
        assertThrows(SamlException.class, () -> SamlResponse.parse(attacked));
    }

    @Test
    void readsAFileByAnEntity() {
        assertNotRead("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>", "&x;");
    }

    @Test
    void readsAFileByAnEntityOfParameters() {
        assertNotRead("<!DOCTYPE r [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;]>", "alice");
    }

    @Test
    void laughsABillionTimes() {
        var entities = new StringBuilder("<!DOCTYPE r [<!ENTITY l0 \"ha\">");
        for (var depth = 1; depth < 30; depth++) {
            entities.append("<!ENTITY l%d \"&l%d;&l%d;\">".formatted(depth, depth - 1, depth - 1));
        }
        assertNotRead(entities.append("]>").toString(), "&l29;");
    }

    @Test
    void asksForADocumentTypeFromOutside() {
        assertNotRead("<!DOCTYPE r SYSTEM \"http://127.0.0.1:9/evil.dtd\">", "alice");
        assertNotRead("<!DOCTYPE r PUBLIC \"-//x\" \"file:///etc/hostname\">", "alice");
    }

    @Test
    void givesAnAttributeADefaultByADocumentType() {
        assertNotRead("<!DOCTYPE r [<!ATTLIST saml:Assertion ID ID \"_x\">]>", "alice");
    }

    @Test
    void includesAFile() {
        var include = "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\""
                + " href=\"file:///etc/hostname\"/>";
        assertThrows(
                SamlException.class,
                () -> believed(response()
                        .with("name", "<saml:NameID>" + include + "</saml:NameID>")
                        .signed()));
    }

    @Test
    void isDeeperThanAnythingNeedsToBe() {
        var deep = "<a>".repeat(200) + "</a>".repeat(200);
        assertThrows(
                SamlException.class,
                () -> SamlResponse.parse(response()
                        .unsigned()
                        .replace("<saml:AttributeStatement>", "<saml:AttributeStatement>" + deep)));
    }

    @Test
    void isLongerThanAnythingNeedsToBe() {
        var longer = response().unsigned() + " ".repeat(100_000);
        assertThrows(SamlException.class, () -> SamlResponse.parse(longer));
    }

    @Test
    void encryptsItsAssertion() {
        var encrypted = response()
                .unsigned()
                .replace("<saml:Assertion ", "<saml:EncryptedAssertion/><saml:Assertion ");
        assertThrows(SamlException.class, () -> SamlResponse.parse(encrypted));
    }

    @Test
    void isOfAnotherVersion() {
        assertThrows(
                SamlException.class,
                () -> SamlResponse.parse(
                        response().unsigned().replace("Version=\"2.0\"", "Version=\"1.1\"")));
        assertThrows(
                SamlException.class,
                () -> SamlResponse.parse("<?xml version=\"1.1\"?>" + response().signed()));
    }
}
