package dev.keyward.wire.sigv4;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.HttpRequest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * A request whose signature is well formed, in time and scoped to the service, and can be verified as
 * soon as someone knows the secret of its access key. Until then nothing in it is to be believed.
 */
public final class SignedRequest implements Reading {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided. Check your"
                    + " AWS Secret Access Key and signing method. Consult the service documentation"
                    + " for details.";

    private final Credential credential;
    private final Optional<String> sessionToken;
    private final String stringToSign;
    private final String signature;

    private SignedRequest(
            Credential credential,
            Optional<String> sessionToken,
            String stringToSign,
            String signature) {
        this.credential = credential;
        this.sessionToken = sessionToken;
        this.stringToSign = stringToSign;
        this.signature = signature;
    }

    /**
     * Makes every check of {@code request} that needs no secret, in AWS's order: target, form of the
     * signature, signed headers, time, scope, hash of the body.
     */
    public static Reading read(HttpRequest request, Expectation expectation, Instant now) {
        try {
            return readOrThrow(request, expectation, now);
        } catch (Refused e) {
            return e.refusal();
        }
    }

    /**
     * The same for a request that another service received: its expectation is that of the service, and
     * the hash of its body is the one that was signed.
     */
    public static Reading readForwarded(
            ForwardedRequest forwarded, Expectation expectation, Instant now) {
        try {
            return readForwardedOrThrow(forwarded, expectation, now);
        } catch (Refused e) {
            return e.refusal();
        }
    }

    private static SignedRequest readOrThrow(
            HttpRequest request, Expectation expectation, Instant now) throws Refused {
        String bodyHash = Sha256.hex(request.body());
        var read = readOrThrow(request, bodyHash, expectation, now);
        SignedHeaders.checkBodyHash(request.headers(), bodyHash);
        return read;
    }

    private static SignedRequest readForwardedOrThrow(
            ForwardedRequest forwarded, Expectation expectation, Instant now) throws Refused {
        String bodyHash = forwarded
                .signedBodyHash()
                .orElseThrow(() -> new Refused(
                        CommonError.INCOMPLETE_SIGNATURE,
                        "The hash of the body of the forwarded request is missing"));
        return readOrThrow(forwarded.head(), bodyHash, expectation, now);
    }

    private static SignedRequest readOrThrow(
            HttpRequest request, String bodyHash, Expectation expectation, Instant now)
            throws Refused {
        String path = CanonicalRequest.path(request.path(), expectation.service())
                .orElseThrow(() -> new Refused(
                        CommonError.INVALID_URI_PATH, "The path of the request is not valid"));
        QueryParameters query = QueryParameters.parse(request.query())
                .orElseThrow(() -> new Refused(
                        CommonError.MALFORMED_QUERY_STRING,
                        "The query string of the request is not valid"));
        SignatureParts parts = SignatureParts.find(request, query);
        var signedHeaders = SignedHeaders.check(parts.signedHeaders(), request.headers());
        Instant signedAt = RequestTime.check(parts, expectation.skew(), now);
        Credential credential = Credential.check(parts, expectation, signedAt);
        String canonical = CanonicalRequest.of(
                request, new CanonicalRequest.Target(path, query), signedHeaders, bodyHash);
        return new SignedRequest(
                credential,
                parts.sessionToken(),
                CanonicalRequest.stringToSign(parts.date(), credential.scope(), canonical),
                parts.signature());
    }

    /** The access key that the signature claims. */
    public String accessKeyId() {
        return credential.accessKeyId();
    }

    /** What the signing key must be derived for. */
    public Scope scope() {
        return credential.scope();
    }

    /** The session token that came with the request, of temporary credentials. */
    public Optional<String> sessionToken() {
        return sessionToken;
    }

    /**
     * Compares the signature with that of {@code key}, in time that does not depend on where they
     * differ.
     *
     * @throws IllegalStateException if {@code key} was derived for another scope
     */
    public Verdict verify(SigningKey key) {
        if (!key.scope().equals(credential.scope())) {
            throw new IllegalStateException(
                    key + " cannot verify a signature of scope " + credential.scope());
        }
        byte[] ours = key.sign(stringToSign).getBytes(StandardCharsets.US_ASCII);
        byte[] theirs = signature.getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(ours, theirs)
                ? new Verdict.Valid()
                : new Refusal(CommonError.SIGNATURE, MISMATCH);
    }

    /** Leaves out the signature and the token. */
    @Override
    public String toString() {
        return "SignedRequest[" + credential + "]";
    }
}
