package dev.keyward.server.kms.keypolicy;

import dev.keyward.server.kms.common.KmsError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/**
 * The name of a key policy, of which there is one.
 *
 * <p>Source: KMS API Reference, "GetKeyPolicy", {@code PolicyName}.
 */
final class PolicyNames {

    static final String ONLY = "default";

    private PolicyNames() {}

    /**
     * Refuses every other name.
     *
     * @throws ServiceException {@code NotFoundException}
     */
    static void requireKnown(Struct input) {
        if (!input.text("PolicyName").orElse(ONLY).equals(ONLY)) {
            throw KmsError.NOT_FOUND.because("No such policy exists");
        }
    }
}
