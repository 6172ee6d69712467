package dev.keyward.server.federation;

import dev.keyward.wire.ServiceException;

/** The keys of an issuer cannot be had. The message is for the operator, and never reaches a client. */
public final class KeysException extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    private KeysException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** What the client is told. */
    private enum Reason {
        NO_ANSWER,
        NOT_TRUSTED,
        UNUSABLE
    }

    /** Nobody answered in time. */
    static KeysException noAnswer(String detail) {
        return new KeysException(Reason.NO_ANSWER, detail);
    }

    /** Who answered has a certificate that nobody vouches for. */
    static KeysException notTrusted(String detail) {
        return new KeysException(Reason.NOT_TRUSTED, detail);
    }

    /** What was answered is of no use. */
    static KeysException unusable(String detail) {
        return new KeysException(Reason.UNUSABLE, detail);
    }

    /** The refusal of a token that would have needed them. */
    ServiceException refusal() {
        return switch (reason) {
            case NO_ANSWER ->
                FederationError.IDP_COMMUNICATION.because("the identity provider does not answer");
            case NOT_TRUSTED ->
                FederationError.INVALID_IDENTITY_TOKEN.because("OpenIDConnect provider's HTTPS"
                        + " certificate doesn't match configured thumbprint");
            case UNUSABLE -> noKey();
        };
    }

    /** The refusal of a token whose key the issuer does not have. */
    static ServiceException noKey() {
        // AWS has the two spaces.
        return FederationError.INVALID_IDENTITY_TOKEN.because("Couldn't retrieve verification key"
                + " from your identity provider,  please reference AssumeRoleWithWebIdentity"
                + " documentation for requirements");
    }
}
