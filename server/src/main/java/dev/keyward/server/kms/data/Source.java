package dev.keyward.server.kms.data;

import dev.keyward.crypto.Ciphertext;
import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.DryRun;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.material.KeyIdentities;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/**
 * What Decrypt and ReEncrypt are to decrypt: a ciphertext, a key, or both.
 *
 * @param ciphertext absent only in a dry run that asks about the key alone
 * @param keyId absent if the ciphertext is to tell the key
 */
record Source(Optional<byte[]> ciphertext, Optional<String> keyId, DryRun dryRun) {

    private static final String IGNORE_CIPHERTEXT = "IGNORE_CIPHERTEXT";

    /**
     * Reads {@code CiphertextBlob}, {@code DryRun}, {@code DryRunModifiers} and the KeyId in {@code
     * keyIdMember}.
     *
     * @throws ServiceException {@code ValidationException} if the ciphertext is missing without the
     *     modifier that allows it, or the modifier stands without what it needs
     */
    static Source read(Struct input, String keyIdMember) {
        var source = new Source(
                input.blob("CiphertextBlob"), input.text(keyIdMember), DryRun.read(input));
        if (input.texts("DryRunModifiers").contains(IGNORE_CIPHERTEXT)) {
            if (source.dryRun() != DryRun.ASKED || source.keyId().isEmpty()) {
                throw CommonError.VALIDATION.because("the DryRunModifier " + IGNORE_CIPHERTEXT
                        + " needs DryRun and a " + keyIdMember);
            }
            return new Source(Optional.empty(), source.keyId(), source.dryRun());
        }
        if (source.ciphertext().isEmpty()) {
            throw CommonError.VALIDATION.because("1 validation error detected: Value null at"
                    + " 'ciphertextBlob' failed to satisfy constraint: Member must not be null");
        }
        return source;
    }

    /**
     * The key to decrypt with, as a target: the one that the request names, else the one that the
     * ciphertext names.
     *
     * @throws ServiceException {@code InvalidCiphertextException} if no key is named and the
     *     ciphertext is none of ours; otherwise as {@link OperationTargets#named}
     */
    Target target(OperationTargets targets, ContextKeys keys, Call call, Snapshot snapshot) {
        if (keyId.isPresent() && !isForeignKeyIdOfCiphertext(keyId.get(), call, snapshot)) {
            return targets.named(keyId.get(), keys, call, snapshot);
        }
        var arn = keyOfCiphertext(call).orElseThrow(KmsError.INVALID_CIPHERTEXT::withoutMessage);
        return targets.ofCiphertext(arn, keys, call, snapshot);
    }

    /**
     * Whether a bare key id names a key of another account, which it can only here, where the
     * ciphertext tells the account. A key of the caller's own account comes first.
     */
    private boolean isForeignKeyIdOfCiphertext(String id, Call call, Snapshot snapshot) {
        return keyOfCiphertext(call)
                .filter(arn -> !arn.account().equals(call.account().value()))
                .filter(arn -> arn.resource().equals("key/" + id))
                .filter(_ -> snapshot.keys()
                        .find(KmsKey.arnOf(call.account(), call.region(), id))
                        .isEmpty())
                .isPresent();
    }

    private Optional<Arn> keyOfCiphertext(Call call) {
        return ciphertext
                .flatMap(Ciphertext::parse)
                .flatMap(parsed -> KeyIdentities.keyArn(parsed.key(), call.region()));
    }
}
