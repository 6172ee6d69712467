package dev.keyward.crypto.saml;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an identity provider says of itself: its name, and the certificates whose keys it signs with.
 * Only the keys count. As AWS says, nobody looks at when the certificates expire, or at who issued them.
 *
 * <p>Limits: an RSA key has 2,048 bits at least, an elliptic one is on P-256, P-384 or P-521.
 *
 * <p>Source: SAML 2.0 Metadata, sections 2.3 and 2.4; IAM User Guide, "Create a SAML identity provider in
 * IAM".
 *
 * @param entityId what responses call their issuer
 * @param signingCertificates at least one; each in the Base64 of its DER, and only once
 * @param validUntil when the document ends to be valid, if it says so
 */
public record SamlMetadata(
        String entityId, List<String> signingCertificates, Optional<Instant> validUntil) {

    /** Source: SAML 2.0 Metadata, section 2.2.1. */
    private static final int MAX_ENTITY_ID_LENGTH = 1_024;

    private static final int MIN_RSA_BITS = 2_048;

    private static final Set<Integer> CURVE_BITS = Set.of(256, 384, 521);

    public SamlMetadata {
        signingCertificates = List.copyOf(signingCertificates);
    }

    /**
     * Reads a document.
     *
     * @throws SamlException if it does not describe one identity provider of SAML 2.0 that signs
     */
    public static SamlMetadata parse(String document) {
        var entity = new XmlElement(StrictXml.parse(document).getDocumentElement());
        if (!entity.is(XmlElement.METADATA, "EntityDescriptor")) {
            throw new SamlException("is no EntityDescriptor");
        }
        var entityId = entity.requiredAttribute("entityID");
        if (entityId.length() > MAX_ENTITY_ID_LENGTH) {
            throw new SamlException("has an entityID of more than 1,024 characters");
        }
        var roles = entity.children(XmlElement.METADATA, "IDPSSODescriptor").stream()
                .filter(SamlMetadata::isOfSaml2)
                .toList();
        if (roles.isEmpty()) {
            throw new SamlException("has no IDPSSODescriptor for SAML 2.0");
        }
        var certificates = roles.stream()
                .flatMap(role -> role.children(XmlElement.METADATA, "KeyDescriptor").stream())
                .filter(SamlMetadata::isForSigning)
                .flatMap(SamlMetadata::certificates)
                .distinct()
                .toList();
        if (certificates.isEmpty()) {
            throw new SamlException("has no X509Certificate for signing");
        }
        certificates.forEach(SamlMetadata::publicKey);
        return new SamlMetadata(entityId, certificates, validUntil(entity, roles));
    }

    private static boolean isOfSaml2(XmlElement role) {
        var protocols = role.requiredAttribute("protocolSupportEnumeration").split("\\s+", -1);
        return Arrays.asList(protocols).contains(XmlElement.PROTOCOL);
    }

    /** A key without a use is for everything. */
    private static boolean isForSigning(XmlElement key) {
        return key.attribute("use").orElse("signing").equals("signing");
    }

    /** The first certificate of each {@code X509Data} is the signer's; others are of who issued it. */
    private static Stream<String> certificates(XmlElement key) {
        var found = new ArrayList<String>();
        for (var data : key.required(XmlElement.SIGNATURE, "KeyInfo")
                .children(XmlElement.SIGNATURE, "X509Data")) {
            data.children(XmlElement.SIGNATURE, "X509Certificate").stream()
                    .findFirst()
                    .map(certificate -> certificate.text().replaceAll("\\s", ""))
                    .ifPresent(found::add);
        }
        return found.stream();
    }

    private static Optional<Instant> validUntil(XmlElement entity, List<XmlElement> roles) {
        return Stream.concat(Stream.of(entity), roles.stream())
                .flatMap(element -> element.time("validUntil").stream())
                .min(Comparator.naturalOrder());
    }

    /** The keys of {@link #signingCertificates}. */
    public static List<PublicKey> keys(List<String> signingCertificates) {
        return signingCertificates.stream().map(SamlMetadata::publicKey).toList();
    }

    private static PublicKey publicKey(String certificate) {
        var key = x509(certificate).getPublicKey();
        var isTaken = switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= MIN_RSA_BITS;
            case ECPublicKey ec ->
                CURVE_BITS.contains(ec.getParams().getCurve().getField().getFieldSize());
            default -> false;
        };
        if (!isTaken) {
            throw new SamlException("has an X509Certificate for signing whose key is neither RSA of"
                    + " 2,048 bits or more nor on P-256, P-384 or P-521");
        }
        return key;
    }

    private static X509Certificate x509(String certificate) {
        try {
            var der = Base64.getDecoder().decode(certificate);
            var read = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
            // The JDK also reads text and passes over what follows; here it must be the one
            // encoding.
            if (read instanceof X509Certificate x509 && Arrays.equals(x509.getEncoded(), der)) {
                return x509;
            }
            throw noCertificate();
        } catch (IllegalArgumentException | CertificateException e) {
            throw noCertificate();
        }
    }

    private static SamlException noCertificate() {
        return new SamlException("has an X509Certificate that is none");
    }
}
