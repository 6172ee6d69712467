package dev.keyward.server.callers;

import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ProtocolName;

/** The errors of these operations beside the common ones. */
enum CallerError implements ErrorCode {
    ALREADY_EXISTS("AlreadyExistsException"),
    LIMIT_EXCEEDED("LimitExceededException"),
    NOT_FOUND("NotFoundException");

    private static final int BAD_REQUEST = 400;

    private final String code;

    CallerError(String code) {
        this.code = code;
    }

    @Override
    public String code(ProtocolName protocol) {
        return code;
    }

    @Override
    public int httpStatus(ProtocolName protocol) {
        return BAD_REQUEST;
    }
}
