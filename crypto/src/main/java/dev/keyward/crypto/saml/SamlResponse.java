package dev.keyward.crypto.saml;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A response of an identity provider that has the one form in which signature wrapping has no place: a
 * {@code Response} with exactly one {@code Assertion}, right below it and nowhere else; signatures of
 * these two only, each in the element that it signs; and no id twice. What {@link #signedBy} gives was
 * not looked up in the document that came, but read anew from the bytes whose digest was verified.
 *
 * <p>Used by one thread.
 *
 * <p>Source: SAML 2.0 Core, sections 3.3.3 and 5; Somorovsky and others, "On Breaking SAML: Be Whoever
 * You Want to Be", which names the ways of wrapping XSW1 to XSW8.
 */
public final class SamlResponse {

    /** Source: STS API Reference, AssumeRoleWithSAML, {@code SAMLAssertion}. */
    private static final int MAX_LENGTH = 100_000;

    /** Every name under which something else may be an id for a reader. */
    private static final Set<String> ID_NAMES = Set.of("id", "xml:id", "assertionid", "responseid");

    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

    private final XmlElement assertion;
    private final Optional<XmlSignature> ofResponse;
    private final Optional<XmlSignature> ofAssertion;

    private SamlResponse(XmlElement response, XmlElement assertion) {
        this.assertion = assertion;
        this.ofResponse = XmlSignature.of(response);
        this.ofAssertion = XmlSignature.of(assertion);
    }

    /**
     * Reads a response, and checks its form. Nothing that it says is to be believed yet, but for a no,
     * which need not be signed to count.
     *
     * @throws SamlException if it is no response, or has another form; or if the provider says in it
     *     that the user was not let in
     */
    public static SamlResponse parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new SamlException("is longer than 100,000 characters");
        }
        var response = new XmlElement(StrictXml.parse(text).getDocumentElement());
        requireSaml2(response, XmlElement.PROTOCOL, "Response");
        requireSuccess(response);
        var all = response.all();
        requireDistinctIds(all);
        var parsed = new SamlResponse(response, requireOneAssertion(response, all));
        parsed.requireNoOtherSignature(all);
        return parsed;
    }

    private static void requireSaml2(XmlElement element, String namespace, String name) {
        if (!element.is(namespace, name)) {
            throw new SamlException("is no " + name);
        }
        if (!element.requiredAttribute("Version").equals("2.0")) {
            throw new SamlException("is not of SAML 2.0");
        }
        element.requiredAttribute("ID");
    }

    private static void requireSuccess(XmlElement response) {
        var status = response.required(XmlElement.PROTOCOL, "Status")
                .required(XmlElement.PROTOCOL, "StatusCode")
                .requiredAttribute("Value");
        if (!status.equals(SUCCESS)) {
            throw SamlException.rejection();
        }
    }

    private static void requireDistinctIds(List<XmlElement> all) {
        var seen = new HashSet<String>();
        for (var element : all) {
            var attributes = element.dom().getAttributes();
            for (var index = 0; index < attributes.getLength(); index++) {
                var attribute = attributes.item(index);
                var isId = ID_NAMES.contains(attribute.getNodeName().toLowerCase(Locale.ROOT));
                if (isId && !seen.add(attribute.getNodeValue())) {
                    throw new SamlException("has an ID twice");
                }
            }
        }
    }

    private static XmlElement requireOneAssertion(XmlElement response, List<XmlElement> all) {
        if (all.stream().anyMatch(each -> each.is(XmlElement.ASSERTION, "EncryptedAssertion"))) {
            throw new SamlException("has an EncryptedAssertion, which is not taken");
        }
        var assertions = all.stream()
                .filter(each -> each.is(XmlElement.ASSERTION, "Assertion"))
                .toList();
        var below = response.children(XmlElement.ASSERTION, "Assertion");
        if (below.size() != 1 || assertions.size() != 1) {
            throw new SamlException("does not have exactly one Assertion");
        }
        requireSaml2(below.getFirst(), XmlElement.ASSERTION, "Assertion");
        return below.getFirst();
    }

    private void requireNoOtherSignature(List<XmlElement> all) {
        var signatures = all.stream()
                .filter(each -> each.is(XmlElement.SIGNATURE, "Signature"))
                .count();
        if (signatures != ofResponse.stream().count() + ofAssertion.stream().count()) {
            throw new SamlException("has a signature where none is taken");
        }
    }

    /** Who the assertion says has made it. Signed or not, so good for telling what is wrong only. */
    public Optional<String> claimedIssuer() {
        return assertion.child(XmlElement.ASSERTION, "Issuer").map(XmlElement::text);
    }

    /** The id of the assertion, which is that of what {@link #signedBy} gives. */
    public String assertionId() {
        return assertion.requiredAttribute("ID");
    }

    /**
     * The assertion, if it is signed by one of {@code keys}: itself, with the response around it, or
     * both. Every signature that is there must be good.
     *
     * @throws SamlException if what was signed is not an assertion that can be read
     */
    public Optional<SamlAssertion> signedBy(List<PublicKey> keys) {
        if (ofResponse.isEmpty() && ofAssertion.isEmpty()) {
            return Optional.empty();
        }
        // The key in the assertion's signature is part of what the response's signature covers,
        // which
        // therefore comes first.
        var signedResponse = ofResponse.flatMap(signature -> verify(signature, keys));
        var signedAssertion = ofAssertion.flatMap(signature -> verify(signature, keys));
        if (signedResponse.isPresent() != ofResponse.isPresent()
                || signedAssertion.isPresent() != ofAssertion.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(SamlAssertion.of(signedAssertion.orElseGet(
                () -> signedResponse.orElseThrow().required(XmlElement.ASSERTION, "Assertion"))));
    }

    /** What was signed, read anew from its bytes. */
    private static Optional<XmlElement> verify(XmlSignature signature, List<PublicKey> keys) {
        signature.dropKeyInfo();
        return signature
                .signedBy(keys)
                .map(bytes -> StrictXml.parse(new String(bytes, StandardCharsets.UTF_8)))
                .map(document -> new XmlElement(document.getDocumentElement()))
                .map(element -> requireSame(element, signature.signed()));
    }

    private static XmlElement requireSame(XmlElement read, XmlElement signed) {
        var isSame = read.is(signed.dom().getNamespaceURI(), signed.dom().getLocalName())
                && read.requiredAttribute("ID").equals(signed.requiredAttribute("ID"));
        if (!isSame) {
            throw new SamlException("has a signature of something other than where it stands");
        }
        return read;
    }
}
