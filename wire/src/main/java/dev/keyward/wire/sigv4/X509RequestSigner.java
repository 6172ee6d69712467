package dev.keyward.wire.sigv4;

import dev.keyward.wire.HttpRequest;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * Signs requests by the key of a certificate, as a client of IAM Roles Anywhere does. Immutable.
 *
 * @param key that of the first certificate; RSA or EC
 * @param certificates the host's own, then those that lead to somebody trusted
 */
public record X509RequestSigner(PrivateKey key, List<X509Certificate> certificates, String region) {

    private static final String SERVICE = "rolesanywhere";

    public X509RequestSigner {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty() || X509Algorithm.of(key).isEmpty()) {
            throw new IllegalArgumentException("a " + key.getAlgorithm() + " key and "
                    + certificates.size() + " certificates cannot sign");
        }
    }

    /**
     * The request with its certificates and its signature. Every header that it has is signed, and
     * {@code host} must be one of them.
     */
    public HttpRequest sign(HttpRequest request, Instant now) {
        var algorithm = X509Algorithm.of(key).orElseThrow();
        var dateTime = RequestTime.format(now);
        var headers = request.headers()
                .with(SignatureParts.DATE_HEADER, dateTime)
                .with(X509SignedRequest.CERTIFICATE, base64(certificates.getFirst()));
        if (certificates.size() > 1) {
            var chain = certificates.subList(1, certificates.size()).stream()
                    .map(X509RequestSigner::base64)
                    .toList();
            headers = headers.with(X509SignedRequest.CHAIN, String.join(",", chain));
        }
        var dated = new HttpRequest(
                request.method(), request.path(), request.query(), headers, request.body());
        var names = new TreeSet<>(headers.names());
        var scope = new Scope(dateTime.substring(0, 8), region, SERVICE);
        var target = new CanonicalRequest.Target(
                CanonicalRequest.path(request.path(), SERVICE).orElseThrow(),
                QueryParameters.parse(request.query()).orElseThrow());
        var canonical = CanonicalRequest.of(dated, target, names, Sha256.hex(request.body()));
        var message =
                CanonicalRequest.stringToSign(algorithm.wireName(), dateTime, scope, canonical);
        var signature = algorithm.sign(key, message.getBytes(StandardCharsets.UTF_8));
        var authorization = algorithm.wireName() + " Credential="
                + certificates.getFirst().getSerialNumber() + "/" + scope + ", SignedHeaders="
                + String.join(";", names) + ", Signature=" + HexFormat.of().formatHex(signature);
        return new HttpRequest(
                request.method(),
                request.path(),
                request.query(),
                headers.with("authorization", authorization),
                request.body());
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "X509RequestSigner[" + certificates.getFirst().getSerialNumber() + "]";
    }
}
