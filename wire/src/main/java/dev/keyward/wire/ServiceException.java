package dev.keyward.wire;

import java.util.Optional;

/**
 * Ends a request with an AWS error. It is thrown where the refusal is known, caught once, by the
 * request pipeline, and rendered by the protocol. It carries no stack trace: it is an answer, not a
 * fault.
 */
public final class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ErrorCode code;

    private final boolean hasMessage;

    public ServiceException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.hasMessage = true;
    }

    public ServiceException(ErrorCode code) {
        super(code.code(ProtocolName.AWS_JSON_1_1), null, false, false);
        this.code = code;
        this.hasMessage = false;
    }

    public ErrorCode code() {
        return code;
    }

    /** The text for the client; empty where AWS sends none. */
    public Optional<String> text() {
        return hasMessage ? Optional.ofNullable(getMessage()) : Optional.empty();
    }
}
