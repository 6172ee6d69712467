package dev.keyward.server.hosts;

import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ProtocolName;

/** The errors of these operations beside the common ones. */
enum HostError implements ErrorCode {
    LIMIT_EXCEEDED("LimitExceededException"),
    NOT_FOUND("NotFoundException");

    private static final int BAD_REQUEST = 400;

    private final String code;

    HostError(String code) {
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
