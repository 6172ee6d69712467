package dev.keyward.crypto.attestation;

/**
 * An attestation document that is none, or is not to be believed. The message says why, in one clause
 * that goes on after "the document", and repeats nothing of the document.
 */
public final class AttestationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    AttestationException(String message) {
        super(message, null, false, false);
    }
}
