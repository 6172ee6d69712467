package dev.keyward.crypto.saml;

/**
 * A SAML document that is none, or is not of the one form that is taken. The message says why, in one
 * clause that goes on after "the document", and repeats nothing of the document.
 */
public final class SamlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean rejection;

    SamlException(String message) {
        this(message, false);
    }

    private SamlException(String message, boolean rejection) {
        super(message, null, false, false);
        this.rejection = rejection;
    }

    static SamlException rejection() {
        return new SamlException("says that the user was not let in", true);
    }

    /** Whether the document is good, and says that the identity provider did not let the user in. */
    public boolean isRejection() {
        return rejection;
    }
}
