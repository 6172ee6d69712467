package dev.keyward.crypto;

/**
 * In which form a message comes to Sign and Verify, named as KMS names it.
 *
 * <p>Source: KMS API Reference, Sign, {@code MessageType}.
 */
public enum MessageType {

    /** The message itself: at most 4,096 bytes, which the algorithm hashes. */
    RAW,

    /** The message's digest, by the hash that the algorithm names. */
    DIGEST,

    /** The 64 bytes that ML-DSA makes of public key and message. Source: FIPS 204, section 6.2. */
    EXTERNAL_MU
}
