package dev.keyward.server.kms.common;

import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** The grant tokens of a request. No grant has been made yet, so none of them can be genuine. */
public final class GrantTokens {

    private GrantTokens() {}

    /**
     * Refuses a request that brings a token.
     *
     * @throws ServiceException {@code InvalidGrantTokenException}
     */
    public static void refuseAny(Struct input) {
        if (!input.texts("GrantTokens").isEmpty()) {
            throw KmsError.INVALID_GRANT_TOKEN.withoutMessage();
        }
    }
}
