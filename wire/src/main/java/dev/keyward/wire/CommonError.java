package dev.keyward.wire;

/**
 * The errors that every AWS service can answer with.
 *
 * <p>Source: the "Common Errors" pages of the KMS, IAM and STS API references; Amazon
 * EC2 API Reference, "Error codes for the Amazon EC2 API".
 */
public enum CommonError implements ErrorCode {
    // spotless:off
    ACCESS_DENIED("AccessDeniedException", 400, "AccessDenied", 403),
    EXPIRED_TOKEN("ExpiredTokenException", 400, "ExpiredToken", 403),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400, "IncompleteSignature", 400),
    INTERNAL_FAILURE("KMSInternalException", 500, "InternalFailure", 500),
    INVALID_CLIENT_TOKEN("UnrecognizedClientException", 400, "InvalidClientTokenId", 403),
    INVALID_URI_PATH("InvalidURIPathException", 400, "InvalidURIPath", 400),
    MALFORMED_QUERY_STRING("MalformedQueryString", 400, "MalformedQueryString", 400),
    MISSING_ACTION("UnknownOperationException", 400, "MissingAction", 400),
    MISSING_AUTHENTICATION_TOKEN(
            "MissingAuthenticationTokenException", 400, "MissingAuthenticationToken", 403),
    MISSING_PARAMETER("ValidationException", 400, "MissingParameter", 400),
    REQUEST_TOO_LARGE("RequestEntityTooLargeException", 413, "RequestEntityTooLarge", 413),
    SERIALIZATION("SerializationException", 400, "MalformedInput", 400),
    SERVICE_UNAVAILABLE("DependencyTimeoutException", 503, "ServiceUnavailable", 503),
    SIGNATURE("InvalidSignatureException", 400, "SignatureDoesNotMatch", 403),
    THROTTLING("ThrottlingException", 400, "Throttling", 400),
    UNKNOWN_OPERATION("UnknownOperationException", 400, "InvalidAction", 400),
    UNSUPPORTED_OPERATION("UnsupportedOperationException", 400, "UnsupportedOperation", 400),
    VALIDATION("ValidationException", 400, "ValidationError", 400);
    // spotless:on

    private final String jsonCode;
    private final int jsonStatus;
    private final String queryCode;
    private final int queryStatus;

    CommonError(String jsonCode, int jsonStatus, String queryCode, int queryStatus) {
        this.jsonCode = jsonCode;
        this.jsonStatus = jsonStatus;
        this.queryCode = queryCode;
        this.queryStatus = queryStatus;
    }

    @Override
    public String code(ProtocolName protocol) {
        return switch (protocol) {
            case AWS_JSON_1_1 -> jsonCode;
            case AWS_QUERY -> queryCode;
            case EC2_QUERY -> ec2Code();
        };
    }

    @Override
    public int httpStatus(ProtocolName protocol) {
        return switch (protocol) {
            case AWS_JSON_1_1 -> jsonStatus;
            case AWS_QUERY -> queryStatus;
            case EC2_QUERY -> ec2Status();
        };
    }

    /** EC2 is older than what the services have in common. */
    private String ec2Code() {
        return switch (this) {
            case ACCESS_DENIED -> "UnauthorizedOperation";
            case EXPIRED_TOKEN -> "RequestExpired";
            case INTERNAL_FAILURE -> "InternalError";
            case INVALID_CLIENT_TOKEN, SIGNATURE -> "AuthFailure";
            case SERIALIZATION, VALIDATION -> "InvalidParameterValue";
            case SERVICE_UNAVAILABLE -> "Unavailable";
            case THROTTLING -> "RequestLimitExceeded";
            default -> queryCode;
        };
    }

    private int ec2Status() {
        return switch (this) {
            case EXPIRED_TOKEN -> 400;
            case INVALID_CLIENT_TOKEN, SIGNATURE -> 401;
            case THROTTLING -> 503;
            default -> queryStatus;
        };
    }
}
