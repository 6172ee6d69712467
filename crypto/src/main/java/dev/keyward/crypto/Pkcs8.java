package dev.keyward.crypto;

import java.util.Arrays;
import java.util.Optional;

/**
 * The envelope of a private key: which algorithm it is for, and its bytes in the algorithm's own
 * form.
 *
 * <p>Source: RFC 5208, section 5; RFC 5958, section 2.
 *
 * @param privateKey in the algorithm's own form, secret
 * @param publicKey the public key that version 2 can carry
 */
@SuppressWarnings("ArrayRecordComponent") // parts of one encoding, never compared
record Pkcs8(byte[] privateKey, Optional<byte[]> publicKey) {

    private static final int ATTRIBUTES = 0xa0;

    private static final int PUBLIC_KEY = 0x81;

    /**
     * Reads the envelope of a key for {@code algorithm}, which is a whole AlgorithmIdentifier.
     * Attributes are not read: they say nothing of the key.
     *
     * @throws IllegalArgumentException if it is none, or for something else
     */
    static Pkcs8 read(byte[] der, byte[] algorithm) {
        var file = new DerReader(der);
        var in = file.sequence();
        file.end();
        var version = in.integer();
        if (version.bitLength() > 1) {
            throw new IllegalArgumentException("a private key of an unknown version");
        }
        in.exactly(algorithm);
        var privateKey = in.octets();
        in.optionalContent(ATTRIBUTES);
        // A version says whether a public key follows, so that it can be neither missing nor more.
        Optional<byte[]> publicKey =
                version.signum() > 0 ? Optional.of(in.bits(PUBLIC_KEY)) : Optional.empty();
        in.end();
        return new Pkcs8(privateKey, publicKey);
    }

    /** The envelope of the first version, without anything that could be left out. */
    static byte[] write(byte[] algorithm, byte[] privateKey) {
        return DerWriter.sequence(DerWriter.integer(0), algorithm, DerWriter.octets(privateKey));
    }

    /**
     * @throws IllegalArgumentException if it carries another public key than {@code expected}
     */
    void requirePublicKey(byte[] expected) {
        if (publicKey.isPresent() && !Arrays.equals(publicKey.get(), expected)) {
            throw new IllegalArgumentException("a private key with another key's public key");
        }
    }

    void close() {
        Bytes.zero(privateKey);
    }
}
