package dev.keyward.wire.sigv4;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Signs requests as a client does, for one service in one Region. Immutable.
 *
 * @param service as in a credential scope, such as {@code kms}
 */
public record RequestSigner(Credentials credentials, String region, String service) {

    /**
     * The request with its signature in the {@code Authorization} header. Every header that it has is
     * signed, and {@code host} must be one of them.
     */
    public HttpRequest sign(HttpRequest request, Instant now) {
        String dateTime = RequestTime.format(now);
        Headers headers = request.headers().with(SignatureParts.DATE_HEADER, dateTime);
        if (credentials.sessionToken().isPresent()) {
            headers = headers.with(
                    SignatureParts.TOKEN_HEADER, credentials.sessionToken().get());
        }
        HttpRequest dated = with(request, request.query(), headers);
        var names = new TreeSet<>(headers.names());
        Scope scope = scope(dateTime);
        String authorization =
                SignedRequest.ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope
                        + ", SignedHeaders=" + String.join(";", names) + ", Signature="
                        + signature(dated, names, dateTime);
        return with(request, request.query(), headers.with("authorization", authorization));
    }

    /** The request with its signature in the query string, good for {@code life}. */
    public HttpRequest presign(HttpRequest request, Duration life, Instant now) {
        String dateTime = RequestTime.format(now);
        var names = new TreeSet<>(request.headers().names());
        var parameters = new TreeMap<String, String>();
        parameters.put("X-Amz-Algorithm", SignedRequest.ALGORITHM);
        parameters.put("X-Amz-Credential", credentials.accessKeyId() + "/" + scope(dateTime));
        parameters.put("X-Amz-Date", dateTime);
        parameters.put("X-Amz-Expires", String.valueOf(life.toSeconds()));
        parameters.put("X-Amz-SignedHeaders", String.join(";", names));
        credentials
                .sessionToken()
                .ifPresent(token -> parameters.put("X-Amz-Security-Token", token));
        var query = new StringBuilder(request.query());
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(PercentCode.encodeText(value)));
        HttpRequest unsigned = with(request, query.toString(), request.headers());
        String signature = signature(unsigned, names, dateTime);
        query.append('&')
                .append(CanonicalRequest.SIGNATURE_PARAMETER)
                .append('=')
                .append(signature);
        return with(request, query.toString(), request.headers());
    }

    private Scope scope(String dateTime) {
        return new Scope(dateTime.substring(0, 8), region, service);
    }

    private String signature(HttpRequest request, TreeSet<String> signedHeaders, String dateTime) {
        var target = new CanonicalRequest.Target(
                CanonicalRequest.path(request.path(), service)
                        .orElseThrow(() -> unsignable("path " + request.path())),
                QueryParameters.parse(request.query())
                        .orElseThrow(() -> unsignable("query string")));
        String canonical =
                CanonicalRequest.of(request, target, signedHeaders, Sha256.hex(request.body()));
        Scope scope = scope(dateTime);
        return SigningKey.derive(credentials.secret(), scope)
                .sign(CanonicalRequest.stringToSign(dateTime, scope, canonical));
    }

    private static IllegalArgumentException unsignable(String what) {
        return new IllegalArgumentException("cannot sign a request with this " + what);
    }

    private static HttpRequest with(HttpRequest request, String query, Headers headers) {
        return new HttpRequest(request.method(), request.path(), query, headers, request.body());
    }
}
