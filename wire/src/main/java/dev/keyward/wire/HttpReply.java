package dev.keyward.wire;

/**
 * An HTTP response to write.
 *
 * @param body not copied, so neither side may change it afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy of every body would be waste
public record HttpReply(int status, Headers headers, byte[] body) {

    /** Leaves the body out: it may hold a plaintext. */
    @Override
    public String toString() {
        return status + " " + headers + " " + body.length + " bytes";
    }
}
