package dev.keyward.crypto.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * An X.509 certificate in text. Whether anybody should trust it is not asked.
 *
 * <p>Source: RFC 5280; RFC 7468, section 5.
 */
public final class PemCertificate {

    private static final String LABEL = "CERTIFICATE";

    /** Longer chains do not occur. */
    private static final int MOST_IN_A_CHAIN = 10;

    private final X509Certificate certificate;

    private PemCertificate(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /** The one certificate of a text that has nothing else. */
    public static Optional<PemCertificate> parse(String text) {
        return PemBlock.single(text).flatMap(PemCertificate::read);
    }

    /** The certificates of a text that has nothing else, at most ten, in their order. */
    public static Optional<List<PemCertificate>> parseChain(String text) {
        var blocks = PemBlock.parse(text, MOST_IN_A_CHAIN);
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        var chain = new ArrayList<PemCertificate>();
        for (var block : blocks.get()) {
            var certificate = read(block);
            if (certificate.isEmpty()) {
                return Optional.empty();
            }
            chain.add(certificate.get());
        }
        return Optional.of(chain);
    }

    private static Optional<PemCertificate> read(PemBlock block) {
        if (!block.label().equals(LABEL)) {
            return Optional.empty();
        }
        try (var in = new ByteArrayInputStream(block.content())) {
            var read = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
            // Bytes behind the certificate would be no part of what is fingerprinted.
            return in.available() == 0 ? Optional.of(new PemCertificate(read)) : Optional.empty();
        } catch (CertificateException malformed) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    public Instant notBefore() {
        return certificate.getNotBefore().toInstant();
    }

    public Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    /** Whether its time has come and is not over at {@code now}. */
    public boolean isValidAt(Instant now) {
        return !now.isBefore(notBefore()) && !now.isAfter(notAfter());
    }

    /** The SHA-256 of its DER, in hexadecimal: two texts of one certificate have the same. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate has no fingerprint", e);
        }
    }

    /** Whether it names {@code issuer} as its issuer and bears its signature. */
    public boolean isIssuedBy(PemCertificate issuer) {
        try {
            if (!names().getIssuer().equals(issuer.names().getSubject())) {
                return false;
            }
            certificate.verify(issuer.certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException notItsSignature) {
            return false;
        }
    }

    private Certificate names() throws GeneralSecurityException {
        return Certificate.getInstance(certificate.getEncoded());
    }

    /** Whether its public key belongs to {@code privateKey}. */
    public boolean isOf(PemPrivateKey privateKey) {
        return privateKey.belongsTo(certificate.getPublicKey());
    }

    @Override
    public String toString() {
        return "PemCertificate[" + fingerprint() + "]";
    }
}
