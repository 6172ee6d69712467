package dev.keyward.server.kms.data;

import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.crypto.Ciphertext;
import dev.keyward.crypto.MaterialId;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.SymmetricMaterial;
import dev.keyward.crypto.asymmetric.RsaEncryption;
import dev.keyward.crypto.symmetric.AesGcmEnvelope;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.material.KeyIdentities;
import dev.keyward.server.kms.material.OpenedMaterials;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

import java.util.Optional;

/**
 * Encrypts and decrypts under keys. Whether a key may be used is not asked here.
 *
 * <p>Safe for use by many threads.
 */
public final class KeyCipher {

    private final AesGcmEnvelope envelope;
    private final RsaEncryption rsa;
    private final OpenedMaterials materials;

    /** What came out of encryption; the material is named for symmetric keys only. */
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
    record Sealed(byte[] blob, Optional<MaterialId> materialId) {

        Optional<String> material() {
            return materialId.map(MaterialId::value);
        }
    }

    /** What came out of decryption; whoever has it closes it. */
    record Opened(SecretBytes plaintext, Optional<MaterialId> materialId) implements AutoCloseable {

        Optional<String> material() {
            return materialId.map(MaterialId::value);
        }

        @Override
        public void close() {
            plaintext.close();
        }
    }

    public KeyCipher(AesGcmEnvelope envelope, RsaEncryption rsa, OpenedMaterials materials) {
        this.envelope = envelope;
        this.rsa = rsa;
        this.materials = materials;
    }

    /**
     * Encrypts under the key's current material.
     *
     * @param plaintext 1 to 4,096 bytes, for which there is room
     * @param encryption which fits the key
     */
    Sealed seal(KmsKey key, byte[] plaintext, Encryption encryption, Snapshot snapshot) {
        if (encryption.isSymmetric()) {
            var material = materials.current(key, SymmetricMaterial.class, snapshot);
            var ciphertext = envelope.seal(material, plaintext, encryption.context());
            return new Sealed(ciphertext.encode(), Optional.of(material.id()));
        }
        var material = materials.current(key, AsymmetricMaterial.class, snapshot);
        return new Sealed(
                rsa.encrypt(material, encryption.algorithm(), plaintext), Optional.empty());
    }

    /**
     * Decrypts what was encrypted under {@code key}, by whichever of its materials did it.
     *
     * @param encryption which fits the key
     * @throws ServiceException {@code InvalidCiphertextException} if it is no ciphertext, was changed,
     *     or has another encryption context, without saying which; {@code IncorrectKeyException} if it
     *     names another key
     */
    Opened open(KmsKey key, byte[] blob, Encryption encryption, Snapshot snapshot) {
        if (!encryption.isSymmetric()) {
            var material = materials.current(key, AsymmetricMaterial.class, snapshot);
            var plaintext = rsa.decrypt(material, encryption.algorithm(), blob)
                    .orElseThrow(KmsError.INVALID_CIPHERTEXT::withoutMessage);
            return new Opened(plaintext, Optional.empty());
        }
        var ciphertext = parse(blob);
        if (!ciphertext.key().equals(KeyIdentities.of(key))) {
            throw Encryption.incorrectKey();
        }
        var plaintext = materials
                .find(key, ciphertext.materialId(), SymmetricMaterial.class, snapshot)
                .flatMap(material -> envelope.open(material, ciphertext, encryption.context()))
                .orElseThrow(KmsError.INVALID_CIPHERTEXT::withoutMessage);
        return new Opened(plaintext, Optional.of(ciphertext.materialId()));
    }

    private static Ciphertext parse(byte[] blob) {
        return Ciphertext.parse(blob).orElseThrow(KmsError.INVALID_CIPHERTEXT::withoutMessage);
    }
}
