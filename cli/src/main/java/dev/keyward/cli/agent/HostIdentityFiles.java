package dev.keyward.cli.agent;

import dev.keyward.wire.sigv4.X509RequestSigner;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The files that show who a host is. They are read each time that credentials are asked for, so that a renewed
 * certificate is taken up.
 *
 * @param certificate PEM; may have what leads to an authority after it
 * @param privateKey PEM, PKCS #8, not encrypted, and not readable by everybody
 * @param intermediates PEM; more of what leads to an authority
 */
public record HostIdentityFiles(Path certificate, Path privateKey, Optional<Path> intermediates) {

    /**
     * Reads them.
     *
     * @throws IOException if they cannot be read or are not what they must be
     */
    public X509RequestSigner signer(String region) throws IOException {
        var certificates = new ArrayList<>(certificates(certificate));
        if (intermediates.isPresent()) {
            certificates.addAll(certificates(intermediates.get()));
        }
        return new X509RequestSigner(key(certificates.getFirst()), certificates, region);
    }

    /** The host's own certificate. */
    public X509Certificate host() throws IOException {
        return certificates(certificate).getFirst();
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            var certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (certificates.isEmpty()) {
                throw new FileSystemException(file.toString(), null, "no certificate in it");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new FileSystemException(file.toString(), null, "not certificates in PEM form");
        }
    }

    private PrivateKey key(X509Certificate owner) throws IOException {
        requirePrivate();
        var text = new String(Files.readAllBytes(privateKey), StandardCharsets.US_ASCII);
        var begin = text.indexOf("-----BEGIN PRIVATE KEY-----");
        var end = text.indexOf("-----END PRIVATE KEY-----");
        if (begin < 0 || end < begin) {
            throw unusable();
        }
        var base64 = text.substring(text.indexOf('\n', begin) + 1, end);
        var der = new byte[0];
        try {
            der = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance(owner.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw unusable();
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    private FileSystemException unusable() {
        return new FileSystemException(
                privateKey.toString(),
                null,
                "not a private key of the certificate in PKCS #8 PEM form"
                        + " (openssl pkcs8 -topk8 -nocrypt makes one)");
    }

    private void requirePrivate() throws IOException {
        var view = Files.getFileAttributeView(privateKey, PosixFileAttributeView.class);
        if (view != null
                && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
            throw new FileSystemException(
                    privateKey.toString(), null, "everybody can read it; chmod o-r first");
        }
    }
}
