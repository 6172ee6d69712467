package dev.keyward.server.ec2;

import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ProtocolName;

/**
 * The errors of EC2 beside the common ones.
 *
 * <p>Source: Amazon EC2 API Reference, "Error codes for the Amazon EC2 API".
 */
enum Ec2Error implements ErrorCode {
    DRY_RUN_OPERATION("DryRunOperation", 412),
    IDEMPOTENT_PARAMETER_MISMATCH("IdempotentParameterMismatch", 400),
    INVALID_FILTER("InvalidFilter", 400),
    INVALID_GROUP_ID_MALFORMED("InvalidGroupId.Malformed", 400),
    INVALID_ID("InvalidID", 400),
    INVALID_PAGINATION_TOKEN("InvalidPaginationToken", 400),
    INVALID_PARAMETER("InvalidParameter", 400),
    INVALID_PARAMETER_COMBINATION("InvalidParameterCombination", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValue", 400),
    INVALID_POLICY_DOCUMENT("InvalidPolicyDocument", 400),
    INVALID_PREFIX_LIST_ID_NOT_FOUND("InvalidPrefixListId.NotFound", 400),
    INVALID_SERVICE_NAME("InvalidServiceName", 400),
    INVALID_SUBNET_ID_MALFORMED("InvalidSubnetID.Malformed", 400),
    INVALID_VPC_ENDPOINT_ID_MALFORMED("InvalidVpcEndpointId.Malformed", 400),
    INVALID_VPC_ENDPOINT_ID_NOT_FOUND("InvalidVpcEndpointId.NotFound", 400),
    INVALID_VPC_ID_MALFORMED("InvalidVpcID.Malformed", 400),
    MISSING_PARAMETER("MissingParameter", 400),
    TAG_LIMIT_EXCEEDED("TagLimitExceeded", 400),
    UNSUPPORTED_OPERATION("UnsupportedOperation", 400),
    VPC_ENDPOINT_LIMIT_EXCEEDED("VpcEndpointLimitExceeded", 400);

    private final String code;
    private final int status;

    Ec2Error(String code, int status) {
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
