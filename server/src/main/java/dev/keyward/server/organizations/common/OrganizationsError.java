package dev.keyward.server.organizations.common;

import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/**
 * The errors of Organizations beside the common ones.
 *
 * <p>Source: Organizations API Reference, "Errors" of each operation.
 */
public enum OrganizationsError implements ErrorCode {
    ACCOUNT_ALREADY_CLOSED("AccountAlreadyClosedException"),
    ACCOUNT_ALREADY_REGISTERED("AccountAlreadyRegisteredException"),
    ACCOUNT_NOT_FOUND("AccountNotFoundException"),
    ACCOUNT_NOT_REGISTERED("AccountNotRegisteredException"),
    ALREADY_IN_ORGANIZATION("AlreadyInOrganizationException"),
    CHILD_NOT_FOUND("ChildNotFoundException"),
    CONSTRAINT_VIOLATION("ConstraintViolationException"),
    CREATE_ACCOUNT_STATUS_NOT_FOUND("CreateAccountStatusNotFoundException"),
    DESTINATION_PARENT_NOT_FOUND("DestinationParentNotFoundException"),
    DUPLICATE_ACCOUNT("DuplicateAccountException"),
    DUPLICATE_ORGANIZATIONAL_UNIT("DuplicateOrganizationalUnitException"),
    DUPLICATE_POLICY("DuplicatePolicyException"),
    DUPLICATE_POLICY_ATTACHMENT("DuplicatePolicyAttachmentException"),
    EFFECTIVE_POLICY_NOT_FOUND("EffectivePolicyNotFoundException"),
    INVALID_INPUT("InvalidInputException"),
    MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocumentException"),
    MASTER_CANNOT_LEAVE_ORGANIZATION("MasterCannotLeaveOrganizationException"),
    NOT_IN_USE("AWSOrganizationsNotInUseException"),
    ORGANIZATIONAL_UNIT_NOT_EMPTY("OrganizationalUnitNotEmptyException"),
    ORGANIZATIONAL_UNIT_NOT_FOUND("OrganizationalUnitNotFoundException"),
    ORGANIZATION_NOT_EMPTY("OrganizationNotEmptyException"),
    PARENT_NOT_FOUND("ParentNotFoundException"),
    POLICY_IN_USE("PolicyInUseException"),
    POLICY_NOT_ATTACHED("PolicyNotAttachedException"),
    POLICY_NOT_FOUND("PolicyNotFoundException"),
    POLICY_TYPE_ALREADY_ENABLED("PolicyTypeAlreadyEnabledException"),
    POLICY_TYPE_NOT_AVAILABLE("PolicyTypeNotAvailableForOrganizationException"),
    POLICY_TYPE_NOT_ENABLED("PolicyTypeNotEnabledException"),
    ROOT_NOT_FOUND("RootNotFoundException"),
    SOURCE_PARENT_NOT_FOUND("SourceParentNotFoundException"),
    TARGET_NOT_FOUND("TargetNotFoundException");

    private static final int BAD_REQUEST = 400;

    private final String code;

    OrganizationsError(String code) {
        this.code = code;
    }

    /** The refusal with what the member {@code Reason} of some errors says, for example {@code INVALID_ENUM}. */
    public ServiceException because(String reason, String message) {
        return because(message)
                .withDetails(Struct.builder().put("Reason", reason).build());
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
