package dev.keyward.crypto.x509;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Which certificates were taken back, as lists say that an administrator imported. What a list says holds
 * for ever, also when its next one is due: nobody gets a certificate back by a list that grows old.
 *
 * <p>Source: IAM Roles Anywhere User Guide, "Revocation".
 */
public final class HostRevocations {

    public static final HostRevocations NONE = new HostRevocations(List.of());

    private final List<X509CRL> lists;

    private HostRevocations(List<X509CRL> lists) {
        this.lists = List.copyOf(lists);
    }

    /**
     * The lists in a text.
     *
     * @param pem certificate revocation lists; may be empty
     * @throws CertificateRefusal if there is something else in it
     */
    public static HostRevocations of(String pem) {
        if (pem.isBlank()) {
            return NONE;
        }
        try {
            var lists = CertificateFactory.getInstance("X.509")
                    .generateCRLs(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                    .stream()
                    .map(X509CRL.class::cast)
                    .toList();
            if (lists.isEmpty()) {
                throw new CertificateRefusal("there is no certificate revocation list");
            }
            return new HostRevocations(lists);
        } catch (CertificateException | CRLException e) {
            throw new CertificateRefusal(
                    "there is something that is no certificate revocation list");
        }
    }

    /** Whether a list of its issuer has the certificate. */
    boolean revokes(X509Certificate certificate) {
        return lists.stream().anyMatch(list -> list.getRevokedCertificate(certificate) != null);
    }
}
