package dev.keyward.server.kms.alias;

import dev.keyward.server.kms.common.KmsError;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;

/**
 * What the name of an alias may be, beyond what the API model says.
 *
 * <p>Source: KMS API Reference, "CreateAlias"; the texts are those that KMS answers with.
 */
final class AliasNames {

    private static final String PREFIX = "alias/";
    private static final String RESERVED_PREFIX = "alias/aws/";

    private AliasNames() {}

    /**
     * Checks the name of an alias that will be made.
     *
     * @throws ServiceException {@code ValidationException} if it does not begin with {@code alias/} or
     *     holds a colon; {@code InvalidAliasNameException} if nothing follows; {@code
     *     NotAuthorizedException} if it is one of those that AWS keeps to itself
     */
    static String requireNew(String name) {
        if (!name.startsWith(PREFIX)) {
            throw CommonError.VALIDATION.because(
                    "Alias must start with the prefix \"alias/\". Please see"
                            + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }
        requireNotReserved(name);
        if (name.indexOf(':') >= 0) {
            throw CommonError.VALIDATION.because(
                    name + " contains invalid characters for an alias");
        }
        if (name.equals(PREFIX)) {
            throw KmsError.INVALID_ALIAS_NAME.because("the alias name is empty after alias/");
        }
        return name;
    }

    /**
     * Checks the name of an alias that must exist.
     *
     * @throws ServiceException {@code ValidationException} if it does not begin with {@code alias/};
     *     {@code NotAuthorizedException} if it is one of those that AWS keeps to itself
     */
    static String requireExisting(String name) {
        if (!name.startsWith(PREFIX)) {
            throw CommonError.VALIDATION.because("Invalid identifier");
        }
        requireNotReserved(name);
        return name;
    }

    private static void requireNotReserved(String name) {
        if (name.startsWith(RESERVED_PREFIX)) {
            throw KmsError.NOT_AUTHORIZED.withoutMessage();
        }
    }
}
