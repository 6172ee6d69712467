package dev.keyward.server.refusals;

import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ProtocolName;

/** The errors of Keyward's own service beside the common ones. */
enum KeywardError implements ErrorCode {
    NOT_FOUND("NotFoundException");

    private static final int BAD_REQUEST = 400;

    private final String code;

    KeywardError(String code) {
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
