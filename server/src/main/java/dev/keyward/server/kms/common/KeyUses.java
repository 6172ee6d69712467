package dev.keyward.server.kms.common;

import dev.keyward.crypto.KeyUsage;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KmsKey;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;

/** Whether a key is of the kind that an operation needs, in the words that KMS has for it. */
public final class KeyUses {

    private KeyUses() {}

    /**
     * Refuses a key that is not for {@code operation}.
     *
     * @throws ServiceException {@code InvalidKeyUsageException} if it has another usage
     */
    public static void require(KmsKey key, KeyUsage usage, String operation) {
        if (key.usage() != usage) {
            throw KmsError.INVALID_KEY_USAGE.because(key.arn() + " key usage is " + key.usage()
                    + " which is not valid for " + operation + ".");
        }
    }

    /**
     * Refuses a key whose material comes from elsewhere.
     *
     * @throws ServiceException {@code UnsupportedOperationException} if it has another origin
     */
    public static void requireOrigin(KmsKey key, KeyOrigin origin) {
        if (key.origin() != origin) {
            throw CommonError.UNSUPPORTED_OPERATION.because(key.arn() + " origin is " + key.origin()
                    + " which is not valid for this operation.");
        }
    }

    /** {@code InvalidKeyUsageException}: the key's spec has not the algorithm that is asked for. */
    public static ServiceException incompatible(String algorithm, KmsKey key) {
        return KmsError.INVALID_KEY_USAGE.because(
                "Algorithm " + algorithm + " is incompatible with key spec " + key.spec() + ".");
    }
}
