package dev.keyward.wire.sigv4;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.HttpRequest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a signature as they stand in a request, in its {@code Authorization} header or, of a
 * presigned one, in its query string.
 *
 * @param date the time in the form that was signed
 * @param expires how many seconds a presigned request is good for
 */
record SignatureParts(
        String credential,
        String signedHeaders,
        String signature,
        String date,
        Optional<String> expires,
        Optional<String> sessionToken) {

    static final String DATE_HEADER = "x-amz-date";
    static final String TOKEN_HEADER = "x-amz-security-token";

    private static final int MAX_SHOWN = 1_024;

    /** Finds the parts in the one place where they stand. */
    static SignatureParts find(HttpRequest request, QueryParameters query) throws Refused {
        Optional<String> header = request.headers().first("authorization");
        Optional<String> algorithm = query.first("X-Amz-Algorithm");
        if (header.isPresent() && algorithm.isPresent()) {
            throw new Refused(
                    CommonError.SIGNATURE,
                    "Only one of the Authorization header and the X-Amz-Algorithm query-string"
                            + " parameter may sign a request");
        }
        if (header.isPresent()) {
            return ofHeader(request, header.get(), SignedRequest.ALGORITHM);
        }
        if (algorithm.isPresent()) {
            return ofQuery(query, algorithm.get());
        }
        throw new Refused(
                CommonError.MISSING_AUTHENTICATION_TOKEN,
                "Request is missing Authentication Token");
    }

    /** Finds the parts of a signature by {@code algorithm} in the {@code Authorization} header. */
    static SignatureParts findInHeader(HttpRequest request, String algorithm) throws Refused {
        var header = request.headers().first("authorization");
        if (header.isEmpty()) {
            throw new Refused(
                    CommonError.MISSING_AUTHENTICATION_TOKEN,
                    "Request is missing Authentication Token");
        }
        return ofHeader(request, header.get(), algorithm);
    }

    private static int endOfWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static SignatureParts ofHeader(HttpRequest request, String header, String expected)
            throws Refused {
        String stripped = header.strip();
        int end = endOfWord(stripped);
        String algorithm = stripped.substring(0, end);
        if (!algorithm.equals(expected)) {
            throw new Refused(
                    CommonError.INCOMPLETE_SIGNATURE,
                    "Unsupported AWS 'algorithm': '" + shown(algorithm) + "'.");
        }
        Map<String, String> pairs = pairs(stripped.substring(end).strip());
        Optional<String> date =
                request.headers().first(DATE_HEADER).or(() -> request.headers().first("date"));
        var missing = new StringBuilder();
        for (String name : new String[] {"Credential", "Signature", "SignedHeaders"}) {
            if (!pairs.containsKey(name)) {
                missing.append("Authorization header requires '" + name + "' parameter. ");
            }
        }
        if (date.isEmpty()) {
            missing.append(
                    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                            + " header. ");
        }
        if (!missing.isEmpty()) {
            throw new Refused(
                    CommonError.INCOMPLETE_SIGNATURE, missing + "Authorization=" + algorithm);
        }
        return new SignatureParts(
                pairs.getOrDefault("Credential", ""),
                pairs.getOrDefault("SignedHeaders", ""),
                pairs.getOrDefault("Signature", ""),
                date.get(),
                Optional.empty(),
                request.headers().first(TOKEN_HEADER));
    }

    /** The parameters of the header; of two with the same name the last counts. */
    private static Map<String, String> pairs(String parameters) throws Refused {
        var pairs = new HashMap<String, String>();
        for (String part : parameters.split(",", -1)) {
            String pair = part.strip();
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new Refused(
                        CommonError.INCOMPLETE_SIGNATURE,
                        "'" + shown(pair) + "' not a valid key=value pair (missing equal-sign) in"
                                + " Authorization header: '" + shown(parameters) + "'");
            }
            pairs.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return pairs;
    }

    private static SignatureParts ofQuery(QueryParameters query, String algorithm) throws Refused {
        if (!algorithm.equals(SignedRequest.ALGORITHM)) {
            throw new Refused(
                    CommonError.INCOMPLETE_SIGNATURE,
                    "Unsupported AWS 'algorithm': '" + shown(algorithm) + "'.");
        }
        var found = new HashMap<String, String>();
        var missing = new StringBuilder();
        for (String name : new String[] {
            "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"
        }) {
            query.first(name)
                    .ifPresentOrElse(
                            value -> found.put(name, value),
                            () -> missing.append(
                                    "AWS query-string parameters must include '" + name + "'. "));
        }
        if (!missing.isEmpty()) {
            throw new Refused(
                    CommonError.INCOMPLETE_SIGNATURE,
                    missing + "Re-examine the query-string parameters.");
        }
        return new SignatureParts(
                found.getOrDefault("X-Amz-Credential", ""),
                found.getOrDefault("X-Amz-SignedHeaders", ""),
                found.getOrDefault("X-Amz-Signature", ""),
                found.getOrDefault("X-Amz-Date", ""),
                query.first("X-Amz-Expires"),
                query.first("X-Amz-Security-Token"));
    }

    /** What of a client's text is repeated to it. */
    static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN);
    }

    /** Leaves everything out: this may be all that a thief needs for some minutes. */
    @Override
    public String toString() {
        return "SignatureParts";
    }
}
