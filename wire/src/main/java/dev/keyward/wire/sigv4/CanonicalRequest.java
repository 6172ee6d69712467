package dev.keyward.wire.sigv4;

import dev.keyward.wire.HttpRequest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A request in the one form that both sides sign.
 *
 * <p>Source: IAM User Guide, "Create a signed AWS API request", step 1.
 */
final class CanonicalRequest {

    /** The parameter that carries the signature and so cannot be signed. */
    static final String SIGNATURE_PARAMETER = "X-Amz-Signature";

    /** Where an object's key may hold slashes and dots that mean nothing else. */
    static final String S3 = "s3";

    private CanonicalRequest() {}

    /**
     * The canonical form of {@code request}.
     *
     * @param signedHeaders names in lower case, sorted
     * @param bodyHash the hash of the body, in hexadecimal
     */
    static String of(
            HttpRequest request, Target target, Collection<String> signedHeaders, String bodyHash) {
        var text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        text.append(target.path()).append('\n');
        text.append(target.query().canonical(SIGNATURE_PARAMETER)).append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':');
            List<String> values = request.headers().all(name);
            for (int i = 0; i < values.size(); i++) {
                text.append(i == 0 ? "" : ",").append(trimmed(values.get(i)));
            }
            text.append('\n');
        }
        text.append('\n');
        text.append(String.join(";", signedHeaders)).append('\n');
        return text.append(bodyHash).toString();
    }

    /** The target of a request: its path in canonical form and its parameters. */
    record Target(String path, QueryParameters query) {}

    /**
     * The path, normalized and encoded once more than it came, or for S3 as it came; empty if it does
     * not begin with a slash, an escape is broken or it leaves the root.
     */
    static Optional<String> path(String path, String service) {
        return service.equals(S3) ? plainPath(path) : normalizedPath(path);
    }

    private static Optional<String> plainPath(String path) {
        return path.startsWith("/") && PercentCode.decode(path, '+').isPresent()
                ? Optional.of(path)
                : Optional.empty();
    }

    private static Optional<String> normalizedPath(String path) {
        if (path.isEmpty() || path.equals("/")) {
            return Optional.of("/");
        }
        if (path.charAt(0) != '/') {
            return Optional.empty();
        }
        var segments = new ArrayList<String>();
        String[] parts = path.split("/", -1);
        for (String part : parts) {
            if (PercentCode.decode(part, '+').isEmpty()) {
                return Optional.empty();
            }
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    if (segments.isEmpty()) {
                        return Optional.empty();
                    }
                    segments.removeLast();
                }
                default -> segments.add(PercentCode.encode(part));
            }
        }
        boolean endsWithSlash =
                !segments.isEmpty() && List.of("", ".", "..").contains(parts[parts.length - 1]);
        return Optional.of("/" + String.join("/", segments) + (endsWithSlash ? "/" : ""));
    }

    /** Without white space around it, and with one space for every run of spaces in it. */
    private static String trimmed(String value) {
        String stripped = value.strip();
        if (!stripped.contains("  ")) {
            return stripped;
        }
        var text = new StringBuilder(stripped.length());
        for (int i = 0; i < stripped.length(); i++) {
            if (stripped.charAt(i) != ' ' || stripped.charAt(i - 1) != ' ') {
                text.append(stripped.charAt(i));
            }
        }
        return text.toString();
    }

    /** What is signed in the end. */
    static String stringToSign(String dateTime, Scope scope, String canonicalRequest) {
        return stringToSign(SignedRequest.ALGORITHM, dateTime, scope, canonicalRequest);
    }

    /** The same for another algorithm. */
    static String stringToSign(
            String algorithm, String dateTime, Scope scope, String canonicalRequest) {
        return algorithm + "\n" + dateTime + "\n" + scope + "\n" + Sha256.hex(canonicalRequest);
    }
}
