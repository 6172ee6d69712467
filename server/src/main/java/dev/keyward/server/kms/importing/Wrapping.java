package dev.keyward.server.kms.importing;

import dev.keyward.crypto.KeyMaterial;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.importing.ImportToken;
import dev.keyward.crypto.importing.ImportTokens;
import dev.keyward.crypto.importing.WrappingAlgorithm;
import dev.keyward.crypto.importing.WrappingKey;
import dev.keyward.crypto.importing.WrappingKeySpec;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.material.NewMaterials;
import dev.keyward.server.kms.material.SlowThreads;
import dev.keyward.server.model.KmsKey;
import dev.keyward.wire.ServiceException;

import java.time.Instant;

/**
 * Makes the key pairs that clients wrap material under, and unwraps it. Nothing is stored of a pair: its
 * token carries it, so that every token is good for its 24 hours, however many were made since. Both take
 * long and are done on threads of their own.
 *
 * <p>Safe for use by many threads.
 */
public final class Wrapping {

    private final ImportTokens tokens;
    private final Providers providers;
    private final NewMaterials materials;
    private final SlowThreads threads;

    /** What a client needs to wrap material for one key; it holds no secret that is not sealed. */
    @SuppressWarnings("ArrayRecordComponent") // bytes for the client, never compared
    record Parameters(byte[] publicKey, byte[] token, Instant validTo) {}

    public Wrapping(
            ImportTokens tokens, Providers providers, NewMaterials materials, SlowThreads threads) {
        this.tokens = tokens;
        this.providers = providers;
        this.materials = materials;
        this.threads = threads;
    }

    Parameters parameters(
            KmsKey key, WrappingAlgorithm algorithm, WrappingKeySpec spec, Instant now) {
        return threads.run(() -> {
            var pair = WrappingKey.generate(spec, providers);
            var token = ImportToken.at(now, algorithm, pair);
            return new Parameters(
                    pair.publicKey(), tokens.seal(token, key.arn().toString()), token.validTo());
        });
    }

    /**
     * The material for {@code key} that is in {@code wrapped}.
     *
     * @throws ServiceException {@code InvalidImportTokenException} if the token was changed or is
     *     another key's; {@code ExpiredImportTokenException}; {@code InvalidCiphertextException} if the
     *     material was not wrapped by what the token is for; {@code IncorrectKeyMaterialException} if it
     *     is no material for a key of this spec
     */
    KeyMaterial unwrap(KmsKey key, byte[] sealedToken, byte[] wrapped, Instant now) {
        return threads.run(() -> {
            var token = tokens.open(sealedToken, key.arn().toString())
                    .orElseThrow(KmsError.INVALID_IMPORT_TOKEN::withoutMessage);
            if (token.hasExpired(now)) {
                throw KmsError.EXPIRED_IMPORT_TOKEN.withoutMessage();
            }
            return material(
                    key,
                    token.unwrap(wrapped).orElseThrow(KmsError.INVALID_CIPHERTEXT::withoutMessage));
        });
    }

    private KeyMaterial material(KmsKey key, SecretBytes secret) {
        return materials
                .imported(key, secret)
                .orElseThrow(() -> KmsError.INCORRECT_KEY_MATERIAL.because(
                        "the key material is none for the key spec " + key.spec()));
    }
}
