package dev.keyward.server.sts;

import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ProtocolName;

/**
 * The errors of STS beside the common ones.
 *
 * <p>Source: STS API Reference, "Errors" of each operation.
 */
enum StsError implements ErrorCode {
    EXPIRED_TOKEN("ExpiredTokenException", 400),
    IDP_REJECTED_CLAIM("IDPRejectedClaim", 403),
    INVALID_AUTHORIZATION_MESSAGE("InvalidAuthorizationMessageException", 400),
    INVALID_IDENTITY_TOKEN("InvalidIdentityToken", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValue", 400),
    MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400),
    PACKED_POLICY_TOO_LARGE("PackedPolicyTooLarge", 400);

    private final String code;
    private final int status;

    StsError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code(ProtocolName protocol) {
        return code;
    }

    @Override
    public int httpStatus(ProtocolName protocol) {
        return status;
    }
}
