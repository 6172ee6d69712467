package dev.keyward.crypto.saml;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Element;

/** A response that lets alice in, until something else is said. */
public final class TestingSamlResponse {

    public static final String AWS = "https://signin.aws.amazon.com/saml";

    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";

    private static final AtomicLong IDS = new AtomicLong();

    private final TestingIdentityProvider provider;
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, List<String>> attributes = new LinkedHashMap<>();
    private String method;
    private String digest = "http://www.w3.org/2001/04/xmlenc#sha256";
    private List<String> transforms =
            List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE);

    TestingSamlResponse(TestingIdentityProvider provider, Instant now) {
        this.provider = provider;
        this.method = provider.keys().getPublic().getAlgorithm().equals("RSA")
                ? MORE + "rsa-sha256"
                : MORE + "ecdsa-sha256";
        var number = IDS.incrementAndGet();
        words.put("response", "_response" + number);
        words.put("assertion", "_assertion" + number);
        words.put("issuer", provider.entityId());
        words.put("status", "urn:oasis:names:tc:SAML:2.0:status:Success");
        words.put("issued", now.toString());
        words.put(
                "name",
                "<saml:NameID Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:"
                        + "persistent\">alice</saml:NameID>");
        words.put("recipient", AWS);
        words.put("confirmedUntil", now.plus(Duration.ofMinutes(5)).toString());
        words.put("notBefore", now.minus(Duration.ofMinutes(1)).toString());
        words.put("notOnOrAfter", now.plus(Duration.ofMinutes(5)).toString());
        words.put(
                "conditions",
                "<saml:AudienceRestriction><saml:Audience>urn:amazon:webservices"
                        + "</saml:Audience></saml:AudienceRestriction>");
        words.put("session", "");
    }

    /**
     * Says something else.
     *
     * @param word response and assertion (the ids), issuer, status, issued, name (the element),
     *     recipient, confirmedUntil, notBefore, notOnOrAfter, conditions (the elements), session
     *     (attributes of the AuthnStatement)
     */
    public TestingSamlResponse with(String word, String value) {
        if (words.put(word, value) == null) {
            throw new IllegalArgumentException(word);
        }
        return this;
    }

    public TestingSamlResponse attribute(String name, String... values) {
        attributes.put(name, Arrays.asList(values));
        return this;
    }

    /** An attribute that AWS reads, by the last part of its name. */
    public TestingSamlResponse aws(String name, String... values) {
        return attribute("https://aws.amazon.com/SAML/Attributes/" + name, values);
    }

    public TestingSamlResponse signedBy(String newMethod, String newDigest) {
        method = newMethod;
        digest = newDigest;
        return this;
    }

    TestingSamlResponse transformedBy(String... algorithms) {
        transforms = List.of(algorithms);
        return this;
    }

    /** The text, not signed. */
    public String unsigned() {
        return """
                <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{response}" Version="2.0" IssueInstant="{issued}" Destination="{recipient}">
                  <saml:Issuer>{issuer}</saml:Issuer>
                  <samlp:Status><samlp:StatusCode Value="{status}"/></samlp:Status>
                  <saml:Assertion ID="{assertion}" Version="2.0" IssueInstant="{issued}">
                    <saml:Issuer>{issuer}</saml:Issuer>
                    <saml:Subject>
                      {name}
                      <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
                        <saml:SubjectConfirmationData NotOnOrAfter="{confirmedUntil}" Recipient="{recipient}" InResponseTo="_never_asked"/>
                      </saml:SubjectConfirmation>
                    </saml:Subject>
                    <saml:Conditions NotBefore="{notBefore}" NotOnOrAfter="{notOnOrAfter}">{conditions}</saml:Conditions>
                    <saml:AuthnStatement AuthnInstant="{issued}" SessionIndex="_s"{session}>
                      <saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext>
                    </saml:AuthnStatement>
                    <saml:AttributeStatement>{attributes}</saml:AttributeStatement>
                  </saml:Assertion>
                </samlp:Response>""".transform(this::filled);
    }

    private String filled(String text) {
        var filled = text.replace("{attributes}", attributeElements());
        for (var word : words.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled;
    }

    private String attributeElements() {
        return attributes.entrySet().stream()
                .map(attribute -> attribute.getValue().stream()
                        .map(value -> "<saml:AttributeValue>" + value + "</saml:AttributeValue>")
                        .collect(Collectors.joining(
                                "",
                                "<saml:Attribute Name=\"" + attribute.getKey() + "\">",
                                "</saml:Attribute>")))
                .collect(Collectors.joining("\n"));
    }

    /** The text with its assertion signed, as most providers do it. */
    public String signed() {
        return signed("Assertion");
    }

    /** The text with those of {@code Assertion} and {@code Response} signed, in that order. */
    public String signed(String... elements) {
        var document = TestingXml.parse(unsigned());
        for (var element : elements) {
            sign(TestingXml.first(document, element));
        }
        return TestingXml.print(document);
    }

    private void sign(Element element) {
        element.setIdAttributeNS(null, "ID", true);
        var factory = XMLSignatureFactory.getInstance("DOM");
        try {
            var steps = new java.util.ArrayList<Transform>();
            for (var transform : transforms) {
                steps.add(factory.newTransform(transform, (TransformParameterSpec) null));
            }
            var reference = factory.newReference(
                    "#" + element.getAttribute("ID"),
                    factory.newDigestMethod(digest, null),
                    steps,
                    null,
                    null);
            var info = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(
                            CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod(method, null),
                    List.of(reference));
            var keys = factory.getKeyInfoFactory();
            var keyInfo =
                    keys.newKeyInfo(List.of(keys.newKeyValue(provider.keys().getPublic())));
            var context = new DOMSignContext(
                    provider.keys().getPrivate(),
                    element,
                    element.getElementsByTagNameNS(XmlElement.ASSERTION, "Issuer")
                            .item(0)
                            .getNextSibling());
            context.putNamespacePrefix(XmlElement.SIGNATURE, "ds");
            // Tests sign by what must be refused, too.
            context.setProperty("org.jcp.xml.dsig.secureValidation", false);
            factory.newXMLSignature(info, keyInfo).sign(context);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a request brings it. */
    public static String base64(String xml) {
        return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }
}
