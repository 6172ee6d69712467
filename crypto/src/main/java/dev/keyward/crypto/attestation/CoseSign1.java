package dev.keyward.crypto.attestation;

import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.attestation.CborValue.Items;
import dev.keyward.crypto.attestation.CborValue.Octets;
import dev.keyward.crypto.attestation.CborValue.Pairs;
import dev.keyward.crypto.attestation.CborValue.Whole;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Map;

/**
 * A payload with one signature by ES384, the only algorithm of attestation documents.
 *
 * <p>Source: RFC 9052, sections 4.2 and 4.4; RFC 9053, section 2.1.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CoseSign1(byte[] header, byte[] payload, byte[] signature) {

    /** The tag 18, which may stand before it. */
    private static final byte TAG = (byte) 0xd2;

    private static final CborValue ES384 = new Pairs(Map.of(new Whole(1), new Whole(-35)));

    private static final CborValue NOTHING = new Pairs(Map.of());

    private static final int SIGNATURE_LENGTH = 96;

    /** Source: "Nitro Enclaves Attestation Process", section 3.1. */
    private static final int MAX_PAYLOAD_LENGTH = 16_384;

    /** The first of the four parts that are signed, and that there are four. */
    private static final byte[] CONTEXT = Bytes.join(
            new byte[] {(byte) 0x84, 0x6a}, "Signature1".getBytes(StandardCharsets.US_ASCII));

    /** An empty byte string for the data from outside, of which there is none. */
    private static final byte[] NO_EXTERNAL_DATA = {0x40};

    /**
     * Reads one; the signature is not looked at.
     *
     * @throws AttestationException if it is none, or has anything in its headers but the algorithm
     */
    static CoseSign1 parse(byte[] bytes) {
        int start = bytes.length > 0 && bytes[0] == TAG ? 1 : 0;
        if (CborReader.read(Arrays.copyOfRange(bytes, start, bytes.length))
                        instanceof Items(var parts)
                && parts.size() == 4
                && parts.get(0) instanceof Octets(var header)
                && parts.get(1).equals(NOTHING)
                && parts.get(2) instanceof Octets(var payload)
                && parts.get(3) instanceof Octets(var signature)) {
            if (payload.length == 0 || payload.length > MAX_PAYLOAD_LENGTH) {
                throw new AttestationException("has a payload of " + payload.length
                        + " bytes, outside 1 to " + MAX_PAYLOAD_LENGTH);
            }
            if (!CborReader.read(header).equals(ES384)) {
                throw new AttestationException("is not signed by ES384");
            }
            return new CoseSign1(header, payload, signature);
        }
        throw new AttestationException("is not a COSE_Sign1 structure");
    }

    /**
     * Verifies the signature.
     *
     * @throws AttestationException if it is not {@code key}'s over the payload
     */
    void requireSignedBy(PublicKey key, Providers providers) {
        if (signature.length != SIGNATURE_LENGTH || !isSignedBy(key, providers)) {
            throw new AttestationException("is not signed by the key of its certificate");
        }
    }

    private boolean isSignedBy(PublicKey key, Providers providers) {
        try {
            var verifier = providers.asymmetric().newEs384();
            verifier.initVerify(key);
            verifier.update(CONTEXT);
            verifier.update(octets(header));
            verifier.update(NO_EXTERNAL_DATA);
            verifier.update(octets(payload));
            return verifier.verify(signature);
        } catch (InvalidKeyException | SignatureException e) {
            return false; // a point off the curve, or numbers that no signature has
        }
    }

    /** A byte string in CBOR, of up to 65,535 bytes. */
    private static byte[] octets(byte[] content) {
        int length = content.length;
        byte[] head;
        if (length < 24) {
            head = new byte[] {(byte) (0x40 | length)};
        } else if (length < 256) {
            head = new byte[] {0x58, (byte) length};
        } else {
            head = new byte[] {0x59, (byte) (length >>> 8), (byte) length};
        }
        return Bytes.join(head, content);
    }
}
