package dev.keyward.server.main;

import dev.keyward.server.federation.HttpsKeys;
import dev.keyward.server.federation.KeysException;
import dev.keyward.server.federation.PinnedKeys;
import dev.keyward.server.federation.WebIdentities;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Reads the files that settings name about OpenID Connect providers. */
final class OidcFiles {

    private OidcFiles() {}

    /**
     * What verifies tokens by them.
     *
     * @throws SettingsException if a file is not what it must be
     * @throws IOException if one cannot be read
     */
    static WebIdentities read(Settings.Oidc files) throws IOException {
        var pinned = files.keys().isPresent() ? pinned(files.keys().get()) : PinnedKeys.none();
        return new WebIdentities(pinned, source(files.authorities()));
    }

    private static PinnedKeys pinned(Path file) throws IOException {
        try {
            return PinnedKeys.parse(Files.readString(file));
        } catch (KeysException e) {
            throw new SettingsException("the file " + file + " of oidc-keys " + e.getMessage());
        }
    }

    private static HttpsKeys source(Optional<Path> file) throws IOException {
        try {
            return file.isPresent()
                    ? HttpsKeys.trusting(certificates(file.get()))
                    : HttpsKeys.trustingTheJdk();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot verify certificates", e);
        }
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            var read = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (read.isEmpty()) {
                throw new SettingsException("the file " + file + " of oidc-ca has no certificate");
            }
            return read;
        } catch (CertificateException _) {
            throw new SettingsException(
                    "the file " + file + " of oidc-ca has what is no certificate");
        }
    }
}
