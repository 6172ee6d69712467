package dev.keyward.server.http;

import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;

/**
 * What can be wrong with a request as HTTP, before it is one of AWS. AWS's front ends answer these
 * with the bare status; the codes are ours, in AWS's form.
 */
public enum HttpProblem implements ErrorCode {
    // spotless:off
    MALFORMED("BadRequest", 400, "the request is not well-formed HTTP"),
    BODY_TOO_LARGE(
            "RequestEntityTooLarge",
            413,
            "the body is larger than " + Limits.BODY_BYTES + " bytes"),
    LINE_TOO_LONG("RequestURITooLong", 414, "the request line is too long"),
    HEADERS_TOO_LARGE("RequestHeaderFieldsTooLarge", 431, "the headers are too large"),
    UNKNOWN_PATH("UnknownOperationException", 404, "there is nothing at this path"),
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405, "the method is not one of this API's"),
    TOO_SLOW("RequestTimeout", 408, "the request did not arrive in time"),
    MISDIRECTED("MisdirectedRequest", 421, "the VPC endpoint does not lead to this service"),
    OVERLOADED("ServiceUnavailable", 503, "the server holds as many request bodies as it can");
    // spotless:on

    private final String code;
    private final int status;
    private final String text;

    HttpProblem(String code, int status, String text) {
        this.code = code;
        this.status = status;
        this.text = text;
    }

    /** The refusal to throw. */
    ServiceException exception() {
        return because(text);
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
