package dev.keyward.server.federation;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider's server is who it says. Its certificate must come from an authority that is trusted,
 * or the last certificate of those that it sends must have one of the provider's thumbprints: then that one
 * certificate is the authority. Names and dates are checked either way.
 *
 * <p>Source: IAM User Guide, "Obtain the thumbprint for an OpenID Connect identity provider"; AWS, too, asks
 * for the thumbprint only if its own authorities do not know the certificate.
 */
final class ProviderTrust extends X509ExtendedTrustManager {

    private static final X509Certificate[] NONE = {};

    private final X509ExtendedTrustManager authorities;
    private final Set<String> thumbprints;

    ProviderTrust(X509ExtendedTrustManager authorities, Collection<String> thumbprints) {
        this.authorities = authorities;
        this.thumbprints = Set.copyOf(thumbprints);
    }

    /** Trusts these authorities. */
    static X509ExtendedTrustManager in(Collection<X509Certificate> certificates)
            throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : certificates) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            return in(store);
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException("an empty key store cannot be made", e);
        }
    }

    /** Trusts the authorities that the JDK does. */
    static X509ExtendedTrustManager inThoseOfTheJdk() throws GeneralSecurityException {
        return in((KeyStore) null);
    }

    private static X509ExtendedTrustManager in(@Nullable KeyStore store)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no PKIX trust manager"));
    }

    /** For connections to the provider. */
    SSLContext context() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {this}, null);
        return context;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (isKnownByThumbprint(chain)) {
            thumbprintAuthority(chain).checkServerTrusted(chain, authType, engine);
        } else {
            authorities.checkServerTrusted(chain, authType, engine);
        }
    }

    private boolean isKnownByThumbprint(X509Certificate[] chain) throws CertificateException {
        return chain.length > 0 && thumbprints.contains(thumbprint(chain[chain.length - 1]));
    }

    private static String thumbprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException("no thumbprint", e);
        }
    }

    private static X509ExtendedTrustManager thumbprintAuthority(X509Certificate[] chain)
            throws CertificateException {
        var top = chain[chain.length - 1];
        top.checkValidity(); // PKIX does not ask for the dates of an authority
        try {
            return in(List.of(top));
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the certificate cannot be an authority", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw unbound();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw unbound();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw unbound();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw unbound();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw unbound();
    }

    /** Without an engine there is no name to check the certificate against. */
    private static CertificateException unbound() {
        return new CertificateException("only servers are trusted, by their name");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return NONE;
    }
}
