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

    private final transient Struct details;

    public ServiceException(ErrorCode code, String message) {
        this(code, message, true, Struct.empty());
    }

    public ServiceException(ErrorCode code) {
        this(code, code.code(ProtocolName.AWS_JSON_1_1), false, Struct.empty());
    }

    private ServiceException(ErrorCode code, String message, boolean hasMessage, Struct details) {
        super(message, null, false, false);
        this.code = code;
        this.hasMessage = hasMessage;
        this.details = details;
    }

    /** The same refusal with what else its shape has besides the message, such as a reason. */
    public ServiceException withDetails(Struct members) {
        return new ServiceException(code, text().orElse(""), hasMessage, members);
    }

    public ErrorCode code() {
        return code;
    }

    /** The members of the error besides its message; mostly none. */
    public Struct details() {
        return details;
    }

    /** The text for the client; empty where AWS sends none. */
    public Optional<String> text() {
        return hasMessage ? Optional.ofNullable(getMessage()) : Optional.empty();
    }
}
