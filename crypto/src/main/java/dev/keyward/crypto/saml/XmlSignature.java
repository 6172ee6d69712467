package dev.keyward.crypto.saml;

import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;

/**
 * The signature of an element, in the one form that SAML allows: it stands in the element, refers to the
 * whole of it by its id and to nothing else, and is made by RSA (PKCS #1 v1.5) or ECDSA over SHA-2. The
 * form is checked here; the verifying is the JDK's.
 *
 * <p>Source: SAML 2.0 Core, section 5.4; XML Signature Syntax and Processing; RFC 9231.
 *
 * @param signature the {@code ds:Signature}
 * @param signed the element that it stands in
 */
record XmlSignature(XmlElement signature, XmlElement signed) {

    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";

    private static final String INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    private static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

    /** What a signature's own text is brought into; of what is signed, {@link #EXCLUSIVE} alone. */
    private static final Set<String> CANONICAL = Set.of(EXCLUSIVE, INCLUSIVE);

    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";

    /** The signature methods, and which keys they are for. */
    private static final Map<String, String> METHODS = Map.of(
            MORE + "rsa-sha256", "RSA",
            MORE + "rsa-sha384", "RSA",
            MORE + "rsa-sha512", "RSA",
            MORE + "ecdsa-sha256", "EC",
            MORE + "ecdsa-sha384", "EC",
            MORE + "ecdsa-sha512", "EC");

    private static final Set<String> DIGESTS = Set.of(
            "http://www.w3.org/2001/04/xmlenc#sha256",
            MORE + "sha384",
            "http://www.w3.org/2001/04/xmlenc#sha512");

    /**
     * The signature of an element, if it has one.
     *
     * @throws SamlException if it is not of the form that is taken, or there are several
     */
    static Optional<XmlSignature> of(XmlElement signed) {
        var found = signed.child(XmlElement.SIGNATURE, "Signature")
                .map(signature -> new XmlSignature(signature, signed));
        found.ifPresent(XmlSignature::requireForm);
        return found;
    }

    private void requireForm() {
        requireChildren(signature, List.of("SignedInfo", "SignatureValue", "KeyInfo"));
        signature.required(XmlElement.SIGNATURE, "SignatureValue");
        var info = info();
        requireChildren(info, List.of("CanonicalizationMethod", "SignatureMethod", "Reference"));
        requireAlgorithm(info, "CanonicalizationMethod", CANONICAL);
        requireAlgorithm(info, "SignatureMethod", METHODS.keySet());
        var reference = info.required(XmlElement.SIGNATURE, "Reference");
        if (!reference.requiredAttribute("URI").equals("#" + signed.requiredAttribute("ID"))) {
            throw new SamlException("has a signature of something other than where it stands");
        }
        requireAlgorithm(reference, "DigestMethod", DIGESTS);
        var transforms = reference.required(XmlElement.SIGNATURE, "Transforms").children().stream()
                .map(transform -> transform.attribute("Algorithm").orElse(""))
                .toList();
        if (!transforms.equals(List.of(ENVELOPED, EXCLUSIVE))) {
            throw new SamlException("has a signature with transforms other than"
                    + " enveloped-signature and exclusive canonicalization");
        }
    }

    private XmlElement info() {
        return signature.required(XmlElement.SIGNATURE, "SignedInfo");
    }

    private static void requireChildren(XmlElement element, List<String> names) {
        for (var child : element.children()) {
            if (names.stream().noneMatch(name -> child.is(XmlElement.SIGNATURE, name))) {
                throw new SamlException("has a signature with parts that are not taken");
            }
        }
    }

    private static String requireAlgorithm(XmlElement parent, String name, Set<String> taken) {
        var algorithm = parent.required(XmlElement.SIGNATURE, name).requiredAttribute("Algorithm");
        if (!taken.contains(algorithm)) {
            throw new SamlException("has a signature whose " + name + " is not taken");
        }
        return algorithm;
    }

    /** Takes away the key that the signature brings along, so that nothing ever reads it. */
    void dropKeyInfo() {
        for (var key : signature.children(XmlElement.SIGNATURE, "KeyInfo")) {
            signature.dom().removeChild(key.dom());
        }
    }

    /** The bytes that were signed, if it was by one of {@code keys}: the element in canonical form. */
    Optional<byte[]> signedBy(List<PublicKey> keys) {
        var family = METHODS.get(requireAlgorithm(info(), "SignatureMethod", METHODS.keySet()));
        return keys.stream()
                .filter(key -> key.getAlgorithm().equals(family))
                .flatMap(key -> signedBy(key).stream())
                .findFirst();
    }

    private Optional<byte[]> signedBy(PublicKey key) {
        var context = new DOMValidateContext(key, signature.dom());
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        context.setProperty("javax.xml.crypto.dsig.cacheReference", true);
        context.setIdAttributeNS(signed.dom(), null, "ID");
        try {
            var verifying = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            return verifying.validate(context)
                    ? Optional.of(
                            bytes(verifying.getSignedInfo().getReferences().getFirst()))
                    : Optional.empty();
        } catch (MarshalException | XMLSignatureException notToBeVerified) {
            // A value that is no signature of this key's is one that is wrong.
            return Optional.empty();
        }
    }

    /** What was digested, not what stands in the document. */
    private static byte[] bytes(Reference reference) {
        try (var digested = reference.getDigestInputStream()) {
            return digested.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory could not be read", e);
        }
    }
}
