package dev.keyward.crypto;

/**
 * The secret of a key, in one of its versions, with the key that it belongs to. Closing it zeroes
 * the secret.
 */
public sealed interface KeyMaterial extends AutoCloseable
        permits SymmetricMaterial, HmacMaterial, AsymmetricMaterial {

    KeyIdentity key();

    KeySpec spec();

    /** Its name, computed from the secret and the key. */
    MaterialId id();

    SecretBytes secret();

    @Override
    default void close() {
        secret().close();
    }
}
