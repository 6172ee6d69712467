package dev.keyward.crypto.asymmetric;

import dev.keyward.crypto.MessageType;
import dev.keyward.crypto.SigningAlgorithm;

/**
 * What is signed, how, and in which form it comes.
 *
 * <p>Limits: a message as it is has at most 4,096 bytes; a digest has as many as the algorithm's
 * hash, a mu 64. Source: KMS API Reference, Sign, {@code Message} and {@code MessageType}.
 *
 * @param message neither copied nor to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
public record SigningInput(SigningAlgorithm algorithm, MessageType type, byte[] message) {

    /** In bytes. */
    public static final int MAX_MESSAGE_LENGTH = 4_096;

    /**
     * @throws IllegalArgumentException if the algorithm does not take messages in this form, or the
     *     message is outside the limits
     */
    public SigningInput {
        if (!algorithm.takes(type)) {
            throw new IllegalArgumentException(algorithm + " takes no " + type);
        }
        if (!hasValidLength(algorithm, type, message.length)) {
            throw new IllegalArgumentException(
                    "a " + type + " of " + message.length + " bytes for " + algorithm);
        }
    }

    /** Whether so many bytes are within the limits. */
    public static boolean hasValidLength(SigningAlgorithm algorithm, MessageType type, int length) {
        return type == MessageType.RAW
                ? length <= MAX_MESSAGE_LENGTH
                : length == algorithm.digestLength();
    }
}
