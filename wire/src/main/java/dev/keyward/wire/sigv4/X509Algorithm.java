package dev.keyward.wire.sigv4;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the key of a certificate signs a request.
 *
 * <p>Source: IAM Roles Anywhere User Guide, "The IAM Roles Anywhere authentication signing process".
 */
enum X509Algorithm {
    RSA("AWS4-X509-RSA-SHA256", "RSA", "SHA256withRSA"),
    ECDSA("AWS4-X509-ECDSA-SHA256", "EC", "SHA256withECDSA");

    private final String wireName;
    private final String keyAlgorithm;
    private final String signature;

    X509Algorithm(String wireName, String keyAlgorithm, String signature) {
        this.wireName = wireName;
        this.keyAlgorithm = keyAlgorithm;
        this.signature = signature;
    }

    String wireName() {
        return wireName;
    }

    static Optional<X509Algorithm> of(Key key) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.keyAlgorithm.equals(key.getAlgorithm()))
                .findFirst();
    }

    byte[] sign(PrivateKey key, byte[] message) {
        try {
            var signing = Signature.getInstance(signature);
            signing.initSign(key);
            signing.update(message);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform cannot sign by " + signature, e);
        }
    }

    /** Whatever is no signature at all is none of this message. */
    boolean verify(PublicKey key, byte[] message, byte[] theirs) {
        try {
            var verifying = Signature.getInstance(signature);
            verifying.initVerify(key);
            verifying.update(message);
            return verifying.verify(theirs);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform cannot verify by " + signature, e);
        }
    }
}
