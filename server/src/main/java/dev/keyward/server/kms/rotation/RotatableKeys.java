package dev.keyward.server.kms.rotation;

import dev.keyward.crypto.KeySpec;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KeyUses;
import dev.keyward.server.kms.common.RelatedKeys;
import dev.keyward.server.model.KeyManager;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KmsKey;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;

/**
 * Which keys have material that is rotated.
 *
 * <p>Source: KMS Developer Guide, "Rotate AWS KMS keys" and "Key states of AWS KMS keys".
 */
final class RotatableKeys {

    private RotatableKeys() {}

    /**
     * Refuses a key that can never have more than one material.
     *
     * @throws ServiceException {@code UnsupportedOperationException} unless it is a symmetric
     *     encryption key
     */
    static void requireSymmetric(KmsKey key) {
        if (key.spec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw CommonError.UNSUPPORTED_OPERATION.withoutMessage();
        }
    }

    /**
     * Refuses a key that cannot be rotated by its owner now, or ever.
     *
     * @throws ServiceException {@code DisabledException} or {@code KMSInvalidStateException} by its
     *     state; {@code UnsupportedOperationException} if it is not symmetric, not the customer's, or a
     *     replica
     */
    static void requireRotatable(KmsKey key) {
        KeyStates.requireUsable(key);
        requireSymmetric(key);
        if (key.manager() == KeyManager.AWS) {
            throw CommonError.UNSUPPORTED_OPERATION.because(
                    key.arn() + " is managed by AWS and rotated every year");
        }
        RelatedKeys.requireNoReplica(key);
    }

    /**
     * As {@link #requireRotatable}, for automatic rotation, which imported material never has. That
     * comes before the state.
     */
    static void requireAutomatic(KmsKey key) {
        KeyUses.requireOrigin(key, KeyOrigin.AWS_KMS);
        requireRotatable(key);
    }
}
