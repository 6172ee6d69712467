package dev.keyward.wire;

/**
 * An HTTP request as it came, nothing decoded: signatures are computed over these very characters.
 *
 * @param path the part of the target before the question mark, still percent-encoded
 * @param query the part after the question mark, still percent-encoded; empty if there is none
 * @param body not copied, so neither side may change it afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy of every body would be waste
public record HttpRequest(String method, String path, String query, Headers headers, byte[] body) {

    /** Leaves out the query, the header values and the body: they may hold credentials. */
    @Override
    public String toString() {
        return method + " " + path + " " + headers + " " + body.length + " bytes";
    }
}
