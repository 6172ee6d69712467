package dev.keyward.wire.sigv4;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.Headers;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which headers a signature covers, and whether these are enough. An {@code x-amz-} header decides
 * what a request means, the operation before all, so one that came unsigned may be a third party's
 * and is refused; only the session token may be added afterwards, since the secret that belongs to it
 * is what verifies the request.
 */
final class SignedHeaders {

    static final String BODY_HASH_HEADER = "x-amz-content-sha256";

    /** What RFC 9110's token has besides letters and digits. */
    private static final String MARKS = "!#$%&'*+-.^_`|~";

    private SignedHeaders() {}

    /** The names in lower case, sorted. */
    static SortedSet<String> check(String list, Headers headers) throws Refused {
        var names = new TreeSet<String>();
        for (String name : list.split(";", -1)) {
            String lower = name.strip().toLowerCase(Locale.ROOT);
            if (!isName(lower)) {
                throw new Refused(
                        CommonError.INCOMPLETE_SIGNATURE,
                        "'SignedHeaders' has a name that is none: '" + SignatureParts.shown(name)
                                + "'");
            }
            names.add(lower);
        }
        if (!names.contains("host") && !names.contains(":authority")) {
            throw notSigned("'Host' or ':authority'");
        }
        for (String name : headers.names()) {
            boolean mustBeSigned =
                    name.startsWith("x-amz-") && !name.equals(SignatureParts.TOKEN_HEADER);
            if (mustBeSigned && !names.contains(name)) {
                throw notSigned("'" + SignatureParts.shown(name) + "'");
            }
        }
        return names;
    }

    /** A token of RFC 9110, or HTTP/2's one pseudo-header that counts. */
    private static boolean isName(String name) {
        return name.equals(":authority")
                || (!name.isEmpty()
                        && name.chars()
                                .allMatch(each -> (each >= 'a' && each <= 'z')
                                        || (each >= '0' && each <= '9')
                                        || MARKS.indexOf(each) >= 0));
    }

    /** The hash that a client may state must be that of the body at hand; no other word counts. */
    static void checkBodyHash(Headers headers, String bodyHash) throws Refused {
        for (String stated : headers.all(BODY_HASH_HEADER)) {
            if (!stated.strip().equals(bodyHash)) {
                throw new Refused(
                        CommonError.SIGNATURE,
                        "The value of 'x-amz-content-sha256' is not the SHA-256 of the body.");
            }
        }
    }

    private static Refused notSigned(String what) {
        return new Refused(
                CommonError.SIGNATURE,
                what + " must be a 'SignedHeader' in the AWS Authorization.");
    }
}
