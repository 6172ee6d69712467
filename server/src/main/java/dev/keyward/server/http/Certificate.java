package dev.keyward.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Collections;

/** A certificate chain with its private key, known to belong together. */
record Certificate(TlsFiles files, Buffer chain, Buffer key) {

    private static final String ALIAS_MISSING = "it holds no certificate with a private key";

    /**
     * Reads both files and checks them.
     *
     * @throws IOException if they cannot be read, are not PEM, or do not belong together; the
     *     message is a clause that names the files
     */
    static Certificate load(TlsFiles files, Vertx vertx) throws IOException {
        var certificate = new Certificate(
                files,
                Buffer.buffer(Files.readAllBytes(files.certificate())),
                Buffer.buffer(Files.readAllBytes(files.key())));
        try {
            certificate.check(vertx);
        } catch (Exception e) { // whatever the PEM reader throws, these files are not usable
            throw new IOException(
                    "cannot use the certificate " + files.certificate() + " with the key "
                            + files.key() + ": " + e.getMessage(),
                    e);
        }
        return certificate;
    }

    PemKeyCertOptions options() {
        return new PemKeyCertOptions().addCertValue(chain).addKeyValue(key);
    }

    private void check(Vertx vertx) throws Exception {
        var store = options().loadKeyStore(vertx);
        for (var alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, new char[0]) instanceof PrivateKey secret) {
                requireSamePair(secret, store.getCertificate(alias).getPublicKey());
                return;
            }
        }
        throw new IOException(ALIAS_MISSING);
    }

    private static void requireSamePair(PrivateKey secret, PublicKey open)
            throws GeneralSecurityException {
        var algorithm = switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> secret.getAlgorithm();
        };
        var probe = new byte[32];
        var signer = Signature.getInstance(algorithm);
        signer.initSign(secret);
        signer.update(probe);
        var signature = signer.sign();
        var verifier = Signature.getInstance(algorithm);
        verifier.initVerify(open);
        verifier.update(probe);
        if (!verifier.verify(signature)) {
            throw new GeneralSecurityException("the key is not the certificate's");
        }
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "Certificate[" + files.certificate() + "]";
    }
}
