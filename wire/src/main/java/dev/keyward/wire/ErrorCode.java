package dev.keyward.wire;

/**
 * A kind of error that an AWS service answers with. JSON and query services spell the common ones
 * differently, so a code is asked for by protocol.
 */
public interface ErrorCode {

    /** The code as the client sees it: {@code __type} in JSON, {@code Code} in XML. */
    String code(ProtocolName protocol);

    /** The HTTP status, 400 to 599. */
    int httpStatus(ProtocolName protocol);

    /** The refusal to throw. */
    default ServiceException because(String message) {
        return new ServiceException(this, message);
    }

    /** The refusal to throw where AWS sends a code and no message. */
    default ServiceException withoutMessage() {
        return new ServiceException(this);
    }
}
