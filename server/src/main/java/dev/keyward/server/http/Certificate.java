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
import java.util.List;

import javax.net.ssl.X509KeyManager;

/** A certificate chain with its private key, known to belong together. */
record Certificate(TlsFiles files, Buffer chain, Buffer key) {

    /** Of public keys, as TLS takes them. */
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

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
        for (var manager : options().getKeyManagerFactory(vertx).getKeyManagers()) {
            if (manager instanceof X509KeyManager keys) {
                for (var algorithm : ALGORITHMS) {
                    var aliases = keys.getServerAliases(algorithm, null);
                    if (aliases != null && aliases.length > 0) {
                        requireSamePair(
                                keys.getPrivateKey(aliases[0]),
                                keys.getCertificateChain(aliases[0])[0].getPublicKey());
                        return;
                    }
                }
            }
        }
        throw new IOException("it is not one of " + ALGORITHMS);
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
