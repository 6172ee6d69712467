package dev.keyward.wire.sigv4;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A signed request that a service received and hands on, to show for whom it calls: everything that
 * its signature covers, which is its head and the hash of its body.
 *
 * <p>In a header it is Base64 of the head as HTTP/1.1 has it, {@code METHOD TARGET HTTP/1.1} and a line
 * for each header, each ended by a line feed, then an empty line, and then the hash of the body, unless the
 * head states it.
 *
 * @param head the request without its body
 * @param bodyHash SHA-256 of the body, in hexadecimal; what {@code x-amz-content-sha256} states counts more
 */
public record ForwardedRequest(HttpRequest head, Optional<String> bodyHash) {

    /** The header that a service hands it on in. It must be signed, as every header of that prefix. */
    public static final String HEADER = "x-amz-keyward-forwarded-request";

    private static final String VERSION = "HTTP/1.1";
    private static final int REQUEST_LINE_PARTS = 3;
    private static final byte[] NOTHING = {};
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}");
    private static final Pattern TARGET = Pattern.compile("/[!-~]*");

    /** A hash, or one of the words that S3 has in its place. */
    static final Pattern BODY_HASH = Pattern.compile("[A-Za-z0-9-]{1,128}");

    /** What a service hands on of {@code request}, whose body it still has. */
    public static ForwardedRequest of(HttpRequest request) {
        var head = new HttpRequest(
                request.method(), request.path(), request.query(), request.headers(), NOTHING);
        return new ForwardedRequest(head, Optional.of(Sha256.hex(request.body())));
    }

    /** The value of the header that hands this on. */
    public String headerValue() {
        var text = new StringBuilder(1024);
        text.append(head.method()).append(' ').append(head.path());
        if (!head.query().isEmpty()) {
            text.append('?').append(head.query());
        }
        text.append(' ').append(VERSION).append('\n');
        for (var name : head.headers().names()) {
            for (var value : head.headers().all(name)) {
                text.append(name).append(": ").append(value).append('\n');
            }
        }
        text.append('\n').append(bodyHash.orElse(""));
        return Base64.getEncoder()
                .encodeToString(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads the value of the header; empty if it is not of that form. */
    public static Optional<ForwardedRequest> parse(String headerValue) {
        String text;
        try {
            var bytes = Base64.getDecoder().decode(headerValue.strip());
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        var end = text.indexOf("\n\n");
        if (end < 0 || text.indexOf('\r') >= 0) {
            return Optional.empty();
        }
        var hash = text.substring(end + 2).strip();
        if (!hash.isEmpty() && !BODY_HASH.matcher(hash).matches()) {
            return Optional.empty();
        }
        return head(text.substring(0, end).split("\n", -1))
                .map(head -> new ForwardedRequest(
                        head, hash.isEmpty() ? Optional.empty() : Optional.of(hash)));
    }

    /**
     * The hash of the body that its signature covers: what its own header says, which is signed itself, or
     * what the service says.
     */
    Optional<String> signedBodyHash() {
        var stated = head.headers().all(SignedHeaders.BODY_HASH_HEADER);
        if (!stated.isEmpty()) {
            return Optional.of(stated.getFirst().strip())
                    .filter(hash ->
                            stated.size() == 1 && BODY_HASH.matcher(hash).matches());
        }
        return bodyHash;
    }

    private static Optional<HttpRequest> head(String[] lines) {
        var first = lines[0].split(" ", -1);
        if (first.length != REQUEST_LINE_PARTS
                || !METHOD.matcher(first[0]).matches()
                || !TARGET.matcher(first[1]).matches()
                || !first[2].equals(VERSION)) {
            return Optional.empty();
        }
        var headers = Headers.builder();
        for (var index = 1; index < lines.length; index++) {
            var colon = lines[index].indexOf(':');
            if (colon < 0 || !NAME.matcher(lines[index].substring(0, colon)).matches()) {
                return Optional.empty();
            }
            headers.add(
                    lines[index].substring(0, colon),
                    lines[index].substring(colon + 1).strip());
        }
        var mark = first[1].indexOf('?');
        return Optional.of(new HttpRequest(
                first[0],
                mark < 0 ? first[1] : first[1].substring(0, mark),
                mark < 0 ? "" : first[1].substring(mark + 1),
                headers.build(),
                NOTHING));
    }

    /** Leaves everything out: it may be all that a thief needs for some minutes. */
    @Override
    public String toString() {
        return "ForwardedRequest";
    }
}
