package dev.keyward.wire.sigv4;

import java.util.Optional;

/**
 * What a client signs with.
 *
 * @param secret the secret access key; not copied, so that its owner can zero it
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy could not be zeroed
public record Credentials(String accessKeyId, byte[] secret, Optional<String> sessionToken) {

    /** Names the key only. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
