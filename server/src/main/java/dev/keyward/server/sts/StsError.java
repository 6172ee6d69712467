package dev.keyward.server.sts;

import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ProtocolName;

/**
 * The errors of STS beside the common ones.
 *
 * <p>Source: STS API Reference, "Errors" of each operation.
 */
enum StsError implements ErrorCode {
    INVALID_AUTHORIZATION_MESSAGE("InvalidAuthorizationMessageException"),
    INVALID_PARAMETER_VALUE("InvalidParameterValue"),
    MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument"),
    PACKED_POLICY_TOO_LARGE("PackedPolicyTooLarge");

    private static final int BAD_REQUEST = 400;

    private final String code;

    StsError(String code) {
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
