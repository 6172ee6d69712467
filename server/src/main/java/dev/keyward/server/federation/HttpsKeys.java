package dev.keyward.server.federation;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * Asks providers for their keys, over HTTPS only: first for the configuration at {@code
 * /.well-known/openid-configuration} under the issuer's URL, which must name the issuer, then for the key set
 * that it names. No redirect is followed, an answer has 256 KiB at most, and has five seconds.
 *
 * <p>Source: OpenID Connect Discovery 1.0, 4; AWS's own limits are not documented.
 */
public final class HttpsKeys implements KeySource {

    private static final String CONFIGURATION = "/.well-known/openid-configuration";
    private static final int MOST_BYTES = 256 << 10;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final X509ExtendedTrustManager authorities;

    private HttpsKeys(X509ExtendedTrustManager authorities) {
        this.authorities = authorities;
    }

    /** Trusts servers with certificates of the authorities that the JDK trusts. */
    public static HttpsKeys trustingTheJdk() throws GeneralSecurityException {
        return new HttpsKeys(ProviderTrust.inThoseOfTheJdk());
    }

    /** Trusts servers with certificates of these authorities. */
    public static HttpsKeys trusting(Collection<X509Certificate> authorities)
            throws GeneralSecurityException {
        return new HttpsKeys(ProviderTrust.in(authorities));
    }

    @Override
    public String fetch(Issuer issuer) throws KeysException {
        try (var client = client(issuer)) {
            var configuration = configuration(get(client, configurationUrl(issuer)), issuer);
            return get(client, keysUrl(configuration));
        } catch (GeneralSecurityException e) {
            throw KeysException.notTrusted(e.toString());
        }
    }

    private HttpClient client(Issuer issuer) throws GeneralSecurityException {
        return HttpClient.newBuilder()
                .sslContext(new ProviderTrust(authorities, issuer.thumbprints()).context())
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .executor(task -> Thread.ofVirtual().name("oidc-keys").start(task))
                .build();
    }

    private static URI configurationUrl(Issuer issuer) throws KeysException {
        var url = issuer.iss();
        return url(url.endsWith("/") ? url.substring(0, url.length() - 1) : url, CONFIGURATION);
    }

    private static Map<String, Object> configuration(String json, Issuer issuer)
            throws KeysException {
        Map<String, Object> configuration;
        try {
            configuration = JsonUtil.parseJson(json);
        } catch (JoseException e) {
            throw KeysException.unusable("the configuration is no JSON object: " + e.getMessage());
        }
        if (!issuer.iss().equals(configuration.get("issuer"))) {
            throw KeysException.unusable(
                    "the configuration is that of " + configuration.get("issuer"));
        }
        return configuration;
    }

    private static URI keysUrl(Map<String, Object> configuration) throws KeysException {
        if (!(configuration.get("jwks_uri") instanceof String text)) {
            throw KeysException.unusable("the configuration has no jwks_uri");
        }
        var url = url(text, "");
        if (!"https".equals(url.getScheme())
                || url.getHost() == null
                || url.getRawUserInfo() != null) {
            throw KeysException.unusable("the jwks_uri " + text + " is no URL of HTTPS");
        }
        return url;
    }

    private static URI url(String text, String path) throws KeysException {
        try {
            return new URI(text + path);
        } catch (URISyntaxException e) {
            throw KeysException.unusable(e.toString());
        }
    }

    private static String get(HttpClient client, URI url) throws KeysException {
        var request =
                HttpRequest.newBuilder(url).header("Accept", "application/json").build();
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES);
        var sent = client.sendAsync(request, handler);
        var response = await(sent, url);
        if (response.statusCode() != OK) {
            throw KeysException.unusable(url + " answers " + response.statusCode());
        }
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> sent, URI url)
            throws KeysException {
        try {
            return sent.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(e, url);
        } catch (TimeoutException _) {
            sent.cancel(true);
            throw KeysException.noAnswer(url + " took longer than " + ANSWER);
        } catch (InterruptedException _) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw KeysException.noAnswer("interrupted while " + url + " was asked");
        }
    }

    private static KeysException failed(ExecutionException failure, URI url) {
        var isIo = false;
        for (var one = failure.getCause(); one != null; one = one.getCause()) {
            if (one instanceof CertificateException) {
                return KeysException.notTrusted(url + ": " + one.getMessage());
            }
            isIo |= one instanceof IOException;
        }
        var detail = url + ": " + failure.getCause();
        return isIo ? KeysException.noAnswer(detail) : KeysException.unusable(detail);
    }
}
