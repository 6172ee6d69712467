package dev.keyward.crypto.symmetric;

import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.Ciphertext;
import dev.keyward.crypto.EncryptionContext;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.SymmetricMaterial;

import java.util.Optional;

/**
 * Encrypt and Decrypt under a symmetric key. A ciphertext opens only under the material that made
 * it, for the key that the material belongs to, with the encryption context it was made with, and
 * only if no bit of it was changed. It is not bound to a Region, so that related multi-Region keys
 * open each other's ciphertexts.
 *
 * <p>Safe for use by several threads.
 *
 * <p>Source: KMS API Reference, Encrypt; KMS Developer Guide, "SYMMETRIC_DEFAULT key spec".
 */
public final class AesGcmEnvelope {

    /** In bytes. Source: KMS API Reference, Encrypt, {@code Plaintext}. */
    public static final int MAX_PLAINTEXT_LENGTH = 4_096;

    private final DerivedKeyGcm gcm;

    public AesGcmEnvelope(Providers providers, RandomSource random) {
        this.gcm = new DerivedKeyGcm(providers, random, "keyward/encrypt/v1");
    }

    /**
     * Encrypts under {@code material}; no two results are alike.
     *
     * @throws IllegalArgumentException if there are not 1 to 4,096 bytes of plaintext
     */
    public Ciphertext seal(
            SymmetricMaterial material, byte[] plaintext, EncryptionContext context) {
        if (plaintext.length < 1 || plaintext.length > MAX_PLAINTEXT_LENGTH) {
            throw new IllegalArgumentException("a plaintext of " + plaintext.length + " bytes");
        }
        var sealed = gcm.seal(material.secret(), plaintext, authenticatedData(material, context));
        return new Ciphertext(material.key(), material.id(), sealed);
    }

    /** The plaintext, or nothing; why there is none is not told. */
    public Optional<SecretBytes> open(
            SymmetricMaterial material, Ciphertext ciphertext, EncryptionContext context) {
        if (!ciphertext.key().equals(material.key())
                || !ciphertext.materialId().equals(material.id())) {
            return Optional.empty();
        }
        return gcm.open(
                material.secret(), ciphertext.sealed(), authenticatedData(material, context));
    }

    /** The header tells its own length, so no header and context read as another pair of them. */
    private static byte[] authenticatedData(SymmetricMaterial material, EncryptionContext context) {
        return Bytes.join(
                Ciphertext.header(material.key(), material.id()), context.authenticatedBytes());
    }
}
