package dev.keyward.crypto.x509;

/** Says why a certificate is not taken, in one clause for people that holds no secret. */
public final class CertificateRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    CertificateRefusal(String message) {
        super(message, null, false, false);
    }
}
