package dev.keyward.crypto.saml;

/**
 * A SAML document that is none, or is not of the one form that is taken. The message says why, in one
 * clause that goes on after "the document", and repeats nothing of the document.
 */
public final class SamlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SamlException(String message) {
        super(message, null, false, false);
    }
}
