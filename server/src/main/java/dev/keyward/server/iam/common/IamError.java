package dev.keyward.server.iam.common;

import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ProtocolName;

/**
 * The errors of IAM beside the common ones.
 *
 * <p>Source: IAM API Reference, "Errors" of each operation.
 */
public enum IamError implements ErrorCode {
    DELETE_CONFLICT("DeleteConflict", 409),
    DUPLICATE_CERTIFICATE("DuplicateCertificate", 409),
    DUPLICATE_SSH_PUBLIC_KEY("DuplicateSSHPublicKey", 400),
    ENTITY_ALREADY_EXISTS("EntityAlreadyExists", 409),
    ENTITY_TEMPORARILY_UNMODIFIABLE("EntityTemporarilyUnmodifiable", 409),
    INVALID_AUTHENTICATION_CODE("InvalidAuthenticationCode", 403),
    INVALID_CERTIFICATE("InvalidCertificate", 400),
    INVALID_INPUT("InvalidInput", 400),
    INVALID_PUBLIC_KEY("InvalidPublicKey", 400),
    INVALID_USER_TYPE("InvalidUserType", 400),
    KEY_PAIR_MISMATCH("KeyPairMismatch", 400),
    LIMIT_EXCEEDED("LimitExceeded", 409),
    MALFORMED_CERTIFICATE("MalformedCertificate", 400),
    MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400),
    NO_SUCH_ENTITY("NoSuchEntity", 404),
    PASSWORD_POLICY_VIOLATION("PasswordPolicyViolation", 400),
    POLICY_EVALUATION("PolicyEvaluation", 500),
    POLICY_NOT_ATTACHABLE("PolicyNotAttachable", 400),
    REPORT_EXPIRED("ReportExpired", 410),
    REPORT_NOT_PRESENT("ReportNotPresent", 410),
    UNMODIFIABLE_ENTITY("UnmodifiableEntity", 400),
    UNRECOGNIZED_PUBLIC_KEY_ENCODING("UnrecognizedPublicKeyEncoding", 400);

    private final String code;
    private final int status;

    IamError(String code, int status) {
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
