package dev.keyward.crypto.attestation;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * The authorities whose word on attested environments is believed: for AWS the root of its Nitro
 * Attestation PKI. Who controls one of them can pass any program off as attested.
 *
 * <p>Safe for use by several threads.
 *
 * <p>Source: "Nitro Enclaves Attestation Process", section 3.2.3.
 */
public final class AttestationRoots {

    /**
     * How far a document's time may be from the server's, in both directions. AWS says so for its own
     * service; the certificates alone would allow three hours.
     */
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    /** The places of these in the extension. Source: RFC 5280, section 4.2.1.3. */
    private static final int DIGITAL_SIGNATURE = 0;

    private static final int KEY_CERT_SIGN = 5;

    private final Set<X509Certificate> roots;

    private AttestationRoots(Set<X509Certificate> roots) {
        this.roots = Set.copyOf(roots);
    }

    /**
     * Those in a file.
     *
     * @param file certificates in PEM, or one in DER
     * @throws AttestationException if there is none in it, or one that may not issue certificates
     */
    public static AttestationRoots of(byte[] file) {
        var roots = new ArrayList<X509Certificate>();
        for (var certificate : certificates(file)) {
            requireAuthority(certificate);
            roots.add(certificate);
        }
        if (roots.isEmpty()) {
            throw new AttestationException("has no certificate");
        }
        return new AttestationRoots(Set.copyOf(roots));
    }

    private static List<X509Certificate> certificates(byte[] file) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(file))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new AttestationException("has something that is no X.509 certificate");
        }
    }

    /**
     * Believes {@code document}, or not.
     *
     * @throws AttestationException if it is not of the last five minutes, or its certificates do not
     *     lead to one of these roots or are not valid at {@code now}
     */
    public void require(AttestationDocument document, Instant now) {
        if (document.timestamp().isBefore(now.minus(MAX_AGE))) {
            throw new AttestationException("is older than five minutes");
        }
        if (document.timestamp().isAfter(now.plus(MAX_AGE))) {
            throw new AttestationException("is from the future");
        }
        var root = document.authorities().getFirst();
        if (!roots.contains(root)) {
            throw new AttestationException("was not issued under a root that this server trusts");
        }
        document.authorities().forEach(AttestationRoots::requireAuthority);
        requireSigner(document.certificate());
        requireChain(root, document, Date.from(now));
    }

    private static void requireAuthority(X509Certificate certificate) {
        if (certificate.getBasicConstraints() < 0 || !mayBeUsed(certificate, KEY_CERT_SIGN)) {
            throw new AttestationException(
                    "has a certificate among its authorities that may not issue certificates");
        }
    }

    private static void requireSigner(X509Certificate certificate) {
        if (certificate.getBasicConstraints() >= 0 || !mayBeUsed(certificate, DIGITAL_SIGNATURE)) {
            throw new AttestationException("is signed by a key that may not sign documents");
        }
    }

    private static boolean mayBeUsed(X509Certificate certificate, int purpose) {
        var usage = certificate.getKeyUsage();
        return usage != null && usage[purpose];
    }

    private static void requireChain(X509Certificate root, AttestationDocument document, Date now) {
        var below = document.authorities().subList(1, document.authorities().size());
        var path = new ArrayList<X509Certificate>();
        path.add(document.certificate());
        path.addAll(below.reversed());
        try {
            // Of the anchor itself, the validator looks at name and key only.
            root.checkValidity(now);
            if (root.getBasicConstraints() < below.size()) {
                throw new AttestationException("has a longer chain than its root allows");
            }
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(now);
            var factory = CertificateFactory.getInstance("X.509");
            CertPathValidator.getInstance("PKIX")
                    .validate(factory.generateCertPath(path), parameters);
        } catch (CertificateException | CertPathValidatorException e) {
            throw new AttestationException("has a chain of certificates that is not valid now");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform cannot validate certificates", e);
        }
    }
}
