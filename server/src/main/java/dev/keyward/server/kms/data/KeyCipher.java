package dev.keyward.server.kms.data;

import dev.keyward.crypto.Ciphertext;
import dev.keyward.crypto.EncryptionContext;
import dev.keyward.crypto.MaterialId;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.SymmetricMaterial;
import dev.keyward.crypto.symmetric.AesGcmEnvelope;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.material.KeyIdentities;
import dev.keyward.server.kms.material.OpenedMaterials;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

/**
 * Encrypts and decrypts under keys. Whether a key may be used is not asked here.
 *
 * <p>Safe for use by many threads.
 */
public final class KeyCipher {

    private final AesGcmEnvelope envelope;
    private final OpenedMaterials materials;

    /** What came out of encryption. */
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
    record Sealed(byte[] blob, MaterialId materialId) {}

    /** What came out of decryption; whoever has it closes it. */
    record Opened(SecretBytes plaintext, MaterialId materialId) implements AutoCloseable {

        @Override
        public void close() {
            plaintext.close();
        }
    }

    public KeyCipher(AesGcmEnvelope envelope, OpenedMaterials materials) {
        this.envelope = envelope;
        this.materials = materials;
    }

    /** Encrypts 1 to 4,096 bytes under the key's current material. */
    Sealed seal(KmsKey key, byte[] plaintext, EncryptionContext context, Snapshot snapshot) {
        var material = materials.current(key, SymmetricMaterial.class, snapshot);
        return new Sealed(envelope.seal(material, plaintext, context).encode(), material.id());
    }

    /**
     * Decrypts what was encrypted under {@code key}, by whichever of its materials did it.
     *
     * @throws ServiceException {@code InvalidCiphertextException} if it is no ciphertext, was changed,
     *     or has another encryption context, without saying which; {@code IncorrectKeyException} if it
     *     names another key
     */
    Opened open(KmsKey key, byte[] blob, EncryptionContext context, Snapshot snapshot) {
        var ciphertext = parse(blob);
        if (!ciphertext.key().equals(KeyIdentities.of(key))) {
            throw Encryption.incorrectKey();
        }
        var plaintext = materials
                .find(key, ciphertext.materialId(), SymmetricMaterial.class, snapshot)
                .flatMap(material -> envelope.open(material, ciphertext, context))
                .orElseThrow(KmsError.INVALID_CIPHERTEXT::withoutMessage);
        return new Opened(plaintext, ciphertext.materialId());
    }

    static Ciphertext parse(byte[] blob) {
        return Ciphertext.parse(blob).orElseThrow(KmsError.INVALID_CIPHERTEXT::withoutMessage);
    }
}
