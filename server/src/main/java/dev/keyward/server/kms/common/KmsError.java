package dev.keyward.server.kms.common;

import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ProtocolName;

/**
 * The errors of KMS beside the common ones. All of them are HTTP 400, also what is not found and what
 * is not allowed.
 *
 * <p>Source: KMS API Reference, "Errors" of each operation.
 */
public enum KmsError implements ErrorCode {
    ALREADY_EXISTS("AlreadyExistsException"),
    CONFLICT("ConflictException"),
    CUSTOM_KEY_STORE_NOT_FOUND("CustomKeyStoreNotFoundException"),
    DISABLED("DisabledException"),
    DRY_RUN("DryRunOperationException"),
    EXPIRED_IMPORT_TOKEN("ExpiredImportTokenException"),
    INCORRECT_KEY("IncorrectKeyException"),
    INCORRECT_KEY_MATERIAL("IncorrectKeyMaterialException"),
    INVALID_ALIAS_NAME("InvalidAliasNameException"),
    INVALID_ARN("InvalidArnException"),
    INVALID_CIPHERTEXT("InvalidCiphertextException"),
    INVALID_GRANT_ID("InvalidGrantIdException"),
    INVALID_GRANT_TOKEN("InvalidGrantTokenException"),
    INVALID_IMPORT_TOKEN("InvalidImportTokenException"),
    INVALID_KEY_USAGE("InvalidKeyUsageException"),
    INVALID_MARKER("InvalidMarkerException"),
    INVALID_MAC("KMSInvalidMacException"),
    INVALID_SIGNATURE("KMSInvalidSignatureException"),
    INVALID_STATE("KMSInvalidStateException"),
    LIMIT_EXCEEDED("LimitExceededException"),
    MALFORMED_POLICY("MalformedPolicyDocumentException"),
    /** Not in the API model; what KMS answers to the reserved alias names. */
    NOT_AUTHORIZED("NotAuthorizedException"),
    NOT_FOUND("NotFoundException"),
    TAG("TagException");

    private static final int BAD_REQUEST = 400;

    private final String code;

    KmsError(String code) {
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
