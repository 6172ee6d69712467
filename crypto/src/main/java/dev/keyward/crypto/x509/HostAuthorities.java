package dev.keyward.crypto.x509;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The authorities that an account trusts to say who a host is. Who controls one of them can be any host.
 *
 * <p>Safe for use by several threads.
 *
 * <p>Source: IAM Roles Anywhere User Guide, "Signature validation"; RFC 5280, section 6.
 */
public final class HostAuthorities {

    /** Source: IAM Roles Anywhere endpoints and quotas: two certificates in a bundle. */
    private static final int MOST_CERTIFICATES = 2;

    private static final int MOST_INTERMEDIATES = 5;
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_EC_BITS = 256;

    /** The places of these in the extension. Source: RFC 5280, section 4.2.1.3. */
    private static final int DIGITAL_SIGNATURE = 0;

    private static final int KEY_CERT_SIGN = 5;

    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private final List<X509Certificate> roots;

    private HostAuthorities(List<X509Certificate> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * Those in a text.
     *
     * @param pem one or two certificates
     * @throws CertificateRefusal if there are none or more, or one may not issue certificates
     */
    public static HostAuthorities of(String pem) {
        List<X509Certificate> roots;
        try {
            roots = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new CertificateRefusal("there is something that is no X.509 certificate");
        }
        if (roots.isEmpty() || roots.size() > MOST_CERTIFICATES) {
            throw new CertificateRefusal(
                    roots.size() + " certificates, not one or " + MOST_CERTIFICATES);
        }
        for (var root : roots) {
            if (root.getBasicConstraints() < 0) {
                throw new CertificateRefusal("Incorrect basic constraints for CA certificate");
            }
            if (!mayBeUsed(root, KEY_CERT_SIGN)) {
                throw new CertificateRefusal("a CA certificate may not sign certificates");
            }
            requireStrong(root);
        }
        return new HostAuthorities(roots);
    }

    /**
     * Believes a host's certificate, or not.
     *
     * @param intermediates what may lead to an authority, in any order
     * @throws CertificateRefusal if it may not sign requests, is not valid at {@code now}, was taken back,
     *     or does not lead to one of these authorities
     */
    public void require(
            X509Certificate host,
            List<X509Certificate> intermediates,
            HostRevocations revocations,
            Instant now) {
        if (host.getVersion() != 3
                || host.getBasicConstraints() >= 0
                || !mayBeUsed(host, DIGITAL_SIGNATURE)
                || !maySpeakForAClient(host)) {
            throw new CertificateRefusal("Insufficient certificate");
        }
        if (CertificateFields.commonName(host).isEmpty()) {
            throw new CertificateRefusal("the certificate's subject has no common name");
        }
        var path = path(host, intermediates, now);
        for (var certificate : path) {
            requireStrong(certificate);
            if (revocations.revokes(certificate)) {
                throw new CertificateRefusal("Certificate revoked");
            }
        }
    }

    private List<X509Certificate> path(
            X509Certificate host, List<X509Certificate> intermediates, Instant now) {
        var anchors = new HashSet<TrustAnchor>();
        for (var root : roots) {
            // Of an anchor itself, the builder looks at name and key only.
            if (!now.isBefore(root.getNotBefore().toInstant())
                    && !now.isAfter(root.getNotAfter().toInstant())) {
                anchors.add(new TrustAnchor(root, null));
            }
        }
        if (anchors.isEmpty()) {
            throw new CertificateRefusal("no authority's certificate is valid now");
        }
        try {
            var target = new X509CertSelector();
            target.setCertificate(host);
            var parameters = new PKIXBuilderParameters(Set.copyOf(anchors), target);
            parameters.setRevocationEnabled(false); // it is asked of the account's own lists
            parameters.setDate(Date.from(now));
            parameters.setMaxPathLength(MOST_INTERMEDIATES);
            var known = new ArrayList<>(intermediates);
            known.add(host);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            var built = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            return requireLength(built);
        } catch (CertPathBuilderException e) {
            throw new CertificateRefusal(
                    "it does not lead to the trust anchor, or is not valid now");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform cannot validate certificates", e);
        }
    }

    /** Holds the path to what its authority allows, which the builder does not. */
    private static List<X509Certificate> requireLength(PKIXCertPathBuilderResult built) {
        var path = built.getCertPath().getCertificates().stream()
                .map(X509Certificate.class::cast)
                .toList();
        if (built.getTrustAnchor().getTrustedCert().getBasicConstraints() < path.size() - 1) {
            throw new CertificateRefusal("the chain is longer than its authority allows");
        }
        return path;
    }

    private static boolean mayBeUsed(X509Certificate certificate, int purpose) {
        var usage = certificate.getKeyUsage();
        return usage != null && usage[purpose];
    }

    /** A certificate that is for servers or for mail alone shows nothing of who calls. */
    private static boolean maySpeakForAClient(X509Certificate certificate) {
        try {
            var purposes = certificate.getExtendedKeyUsage();
            return purposes == null
                    || purposes.contains(CLIENT_AUTH)
                    || purposes.contains(ANY_PURPOSE);
        } catch (CertificateException e) {
            return false;
        }
    }

    private static void requireStrong(X509Certificate certificate) {
        var algorithm = certificate.getSigAlgName();
        var strongHash = algorithm.contains("SHA256")
                || algorithm.contains("SHA384")
                || algorithm.contains("SHA512")
                || algorithm.contains("RSASSA-PSS");
        var strongKey = switch (certificate.getPublicKey()) {
            case RSAKey key -> key.getModulus().bitLength() >= LEAST_RSA_BITS;
            case ECKey key -> key.getParams().getCurve().getField().getFieldSize() >= LEAST_EC_BITS;
            default -> false;
        };
        if (!strongHash || !strongKey) {
            throw new CertificateRefusal("a certificate's key or signature is too weak: "
                    + algorithm + ", " + certificate.getPublicKey().getAlgorithm());
        }
    }
}
