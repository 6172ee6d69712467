package dev.keyward.server.kms.grant;

import dev.keyward.crypto.KeySpec;
import dev.keyward.server.model.KmsKey;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Which operations can be granted on which kinds of keys.
 *
 * <p>Source: KMS API Reference, "CreateGrant"; KMS Developer Guide, "Grant operations".
 */
final class GrantOperations {

    private static final List<String> ON_EVERY_KEY =
            List.of("CreateGrant", "RetireGrant", "DescribeKey");

    private static final List<String> ENCRYPTION =
            List.of("Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo");

    private static final List<String> PUBLIC_KEY = List.of("GetPublicKey");

    private static final List<String> DATA_KEYS = List.of(
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext");

    private GrantOperations() {}

    /**
     * What a grant lists: each operation once, in one order, so that two requests that ask for the same
     * are the same.
     *
     * @throws ServiceException {@code ValidationException} if there is none, or CreateGrant alone, by
     *     which nothing could ever be granted
     */
    static List<String> listed(List<String> asked) {
        var operations = List.copyOf(new TreeSet<>(asked));
        if (operations.isEmpty()) {
            throw CommonError.VALIDATION.because("a grant needs at least one operation");
        }
        if (operations.equals(List.of("CreateGrant"))) {
            throw CommonError.VALIDATION.because(
                    "Grants must not contain only the CreateGrant operation.");
        }
        return operations;
    }

    /**
     * Refuses operations that {@code key} cannot do.
     *
     * @throws ServiceException {@code ValidationException}
     */
    static void requireFit(Collection<String> operations, KmsKey key) {
        var unfit = new ArrayList<>(operations);
        unfit.removeAll(ON_EVERY_KEY);
        unfit.removeAll(possible(key));
        if (!unfit.isEmpty()) {
            throw CommonError.VALIDATION.because("a grant on a " + key.spec() + " key for "
                    + key.usage() + " cannot allow " + String.join(", ", unfit));
        }
    }

    private static List<String> possible(KmsKey key) {
        return switch (key.usage()) {
            case ENCRYPT_DECRYPT ->
                isSymmetric(key) ? and(ENCRYPTION, DATA_KEYS) : and(ENCRYPTION, PUBLIC_KEY);
            case SIGN_VERIFY -> and(List.of("Sign", "Verify"), PUBLIC_KEY);
            case KEY_AGREEMENT -> and(List.of("DeriveSharedSecret"), PUBLIC_KEY);
            case GENERATE_VERIFY_MAC -> List.of("GenerateMac", "VerifyMac");
        };
    }

    private static List<String> and(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /** Whether operations with {@code key} have an encryption context. */
    static boolean isSymmetric(KmsKey key) {
        return key.spec() == KeySpec.SYMMETRIC_DEFAULT;
    }
}
