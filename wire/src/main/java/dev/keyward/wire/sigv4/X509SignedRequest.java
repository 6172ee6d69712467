package dev.keyward.wire.sigv4;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ServiceException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A request that the key of a certificate signed, which came with it. The signature is verified; whether
 * the certificate is to be believed is for others to say.
 *
 * <p>Source: IAM Roles Anywhere User Guide, "The IAM Roles Anywhere authentication signing process".
 *
 * @param certificate whose key signed
 * @param intermediates what is to lead from it to somebody trusted, in the order in which they came
 * @param region what the signature is scoped to
 */
public record X509SignedRequest(
        X509Certificate certificate,
        List<X509Certificate> intermediates,
        String region,
        HttpRequest request) {

    static final String CERTIFICATE = "x-amz-x509";
    static final String CHAIN = "x-amz-x509-chain";

    /** As many as AWS takes. */
    private static final int MOST_INTERMEDIATES = 5;

    public X509SignedRequest {
        intermediates = List.copyOf(intermediates);
    }

    /**
     * Reads a request and verifies its signature, in the order of {@link SignedRequest#read}.
     *
     * @throws ServiceException as for other signatures; {@code InvalidSignatureException} if a
     *     certificate cannot be read or is not the one that is named
     */
    public static X509SignedRequest read(
            HttpRequest request, Expectation expectation, Instant now) {
        try {
            return readOrThrow(request, expectation, now);
        } catch (Refused e) {
            throw e.refusal().exception();
        }
    }

    private static X509SignedRequest readOrThrow(
            HttpRequest request, Expectation expectation, Instant now) throws Refused {
        var certificate = certificate(request.headers().first(CERTIFICATE).orElse(""));
        var algorithm = X509Algorithm.of(certificate.getPublicKey())
                .orElseThrow(() -> refused("The certificate's key is neither RSA nor EC"));
        var parts = SignatureParts.findInHeader(request, algorithm.wireName());
        var signedHeaders = SignedHeaders.check(parts.signedHeaders(), request.headers());
        var signedAt = RequestTime.check(parts, expectation.skew(), now);
        var credential = Credential.check(parts, expectation, signedAt);
        if (!credential.accessKeyId().equals(certificate.getSerialNumber().toString())) {
            throw refused("The Credential is not the serial number of the certificate");
        }
        var bodyHash = Sha256.hex(request.body());
        SignedHeaders.checkBodyHash(request.headers(), bodyHash);
        var path = CanonicalRequest.path(request.path(), expectation.service())
                .orElseThrow(() -> refused("The path of the request is not valid"));
        var query = QueryParameters.parse(request.query())
                .orElseThrow(() -> refused("The query string of the request is not valid"));
        var canonical = CanonicalRequest.of(
                request, new CanonicalRequest.Target(path, query), signedHeaders, bodyHash);
        var message = CanonicalRequest.stringToSign(
                algorithm.wireName(), parts.date(), credential.scope(), canonical);
        if (!algorithm.verify(
                certificate.getPublicKey(),
                message.getBytes(StandardCharsets.UTF_8),
                signature(parts.signature()))) {
            throw refused("The request signature does not match the certificate");
        }
        return new X509SignedRequest(
                certificate, intermediates(request), credential.scope().region(), request);
    }

    private static List<X509Certificate> intermediates(HttpRequest request) throws Refused {
        var text = request.headers().first(CHAIN).orElse("");
        if (text.isBlank()) {
            return List.of();
        }
        var parts = text.split(",", -1);
        if (parts.length > MOST_INTERMEDIATES) {
            throw refused(
                    "There are more than " + MOST_INTERMEDIATES + " intermediate certificates");
        }
        var chain = new ArrayList<X509Certificate>();
        for (var part : parts) {
            chain.add(certificate(part));
        }
        return chain;
    }

    private static X509Certificate certificate(String base64) throws Refused {
        try {
            var der = Base64.getDecoder().decode(base64.strip());
            var read = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
            if (read instanceof X509Certificate certificate) {
                return certificate;
            }
        } catch (IllegalArgumentException | CertificateException unreadable) {
            throw refused("A certificate of the request cannot be read");
        }
        throw refused("A certificate of the request is not one of X.509");
    }

    private static byte[] signature(String hex) throws Refused {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException noHex) {
            throw refused("The request signature is not hexadecimal");
        }
    }

    /** A parameter of the query string; of several the first counts, and all are signed. */
    public Optional<String> parameter(String name) {
        return QueryParameters.parse(request.query())
                .flatMap(query -> query.first(name))
                .map(value -> new String(
                        value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static Refused refused(String message) {
        return new Refused(CommonError.SIGNATURE, message);
    }

    /** Names the certificate only. */
    @Override
    public String toString() {
        return "X509SignedRequest[" + certificate.getSerialNumber() + "]";
    }
}
