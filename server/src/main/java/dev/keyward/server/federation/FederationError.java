package dev.keyward.server.federation;

import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ProtocolName;

/**
 * What is wrong with what an identity provider gave to a caller.
 *
 * <p>Source: STS API Reference, "AssumeRoleWithWebIdentity", errors.
 */
public enum FederationError implements ErrorCode {
    EXPIRED_TOKEN("ExpiredTokenException"),
    IDP_COMMUNICATION("IDPCommunicationError"),
    INVALID_IDENTITY_TOKEN("InvalidIdentityToken");

    private static final int BAD_REQUEST = 400;

    private final String code;

    FederationError(String code) {
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
