package dev.keyward.server.kms.data;

import dev.keyward.crypto.EncryptionAlgorithm;
import dev.keyward.crypto.EncryptionContext;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.crypto.asymmetric.RsaEncryption;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KeyUses;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.model.KmsKey;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;

/**
 * How a request wants something encrypted or decrypted: with which context and by which algorithm.
 *
 * <p>Source: KMS Developer Guide, "Encryption context"; KMS API Reference, {@code EncryptionAlgorithm}.
 */
record Encryption(EncryptionContext context, EncryptionAlgorithm algorithm) {

    private static final String CONTEXT = "EncryptionContext";
    private static final String ALGORITHM = "EncryptionAlgorithm";

    /** Reads {@code EncryptionContext} and {@code EncryptionAlgorithm}. */
    static Encryption read(Struct input) {
        return read(input, "");
    }

    /**
     * Reads the two members whose names begin with {@code prefix}. Without an algorithm it is {@code
     * SYMMETRIC_DEFAULT}.
     *
     * @throws ServiceException {@code ValidationException} if two names in the context differ in case
     *     only: policies could not tell them apart, so that one would hide the other from them
     */
    static Encryption read(Struct input, String prefix) {
        return new Encryption(
                context(input.textMap(prefix + CONTEXT)),
                input.text(prefix + ALGORITHM)
                        .map(EncryptionAlgorithm::valueOf)
                        .orElse(EncryptionAlgorithm.SYMMETRIC_DEFAULT));
    }

    private static EncryptionContext context(Map<String, String> pairs) {
        var names = new HashSet<String>();
        for (var name : pairs.keySet()) {
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw CommonError.VALIDATION.because("two names in the encryption context differ in"
                        + " case only from `" + name + "`");
            }
        }
        try {
            return new EncryptionContext(pairs);
        } catch (IllegalArgumentException _) {
            throw CommonError.VALIDATION.because(
                    "the encryption context holds text that is not Unicode");
        }
    }

    /**
     * Refuses a key that cannot encrypt like this, now or ever.
     *
     * @throws ServiceException {@code DisabledException} or {@code KMSInvalidStateException} by the
     *     key's state; {@code InvalidKeyUsageException} by its usage or spec
     */
    void requireFit(KmsKey key, String operation) {
        KeyStates.requireUsable(key);
        KeyUses.require(key, KeyUsage.ENCRYPT_DECRYPT, operation);
        requireAlgorithm(key);
    }

    /** As {@link #requireFit}, but a key of the wrong usage is answered as the wrong key. */
    void requireFitToDecrypt(KmsKey key) {
        KeyStates.requireUsable(key);
        if (key.usage() != KeyUsage.ENCRYPT_DECRYPT) {
            throw incorrectKey();
        }
        requireAlgorithm(key);
    }

    private void requireAlgorithm(KmsKey key) {
        if (!algorithm.fits(key.spec())) {
            throw KeyUses.incompatible(algorithm.name(), key);
        }
        if (!isSymmetric() && !context.pairs().isEmpty()) {
            throw CommonError.VALIDATION.because(
                    "EncryptionContext is not supported with the algorithm " + algorithm + ".");
        }
    }

    /**
     * Refuses what is too long to be encrypted under {@code key}, which fits.
     *
     * @throws ServiceException {@code ValidationException}
     */
    void requireRoom(KmsKey key, int plaintextLength) {
        if (isSymmetric()) {
            return;
        }
        int most = RsaEncryption.maxPlaintextLength(algorithm, key.spec());
        if (plaintextLength > most) {
            throw CommonError.VALIDATION.because("Algorithm " + algorithm + " and key spec "
                    + key.spec() + " cannot encrypt data larger than " + most + " bytes.");
        }
    }

    boolean isSymmetric() {
        return algorithm == EncryptionAlgorithm.SYMMETRIC_DEFAULT;
    }

    static ServiceException incorrectKey() {
        return KmsError.INCORRECT_KEY.because(
                "The key ID in the request does not identify a CMK that can perform this operation.");
    }
}
