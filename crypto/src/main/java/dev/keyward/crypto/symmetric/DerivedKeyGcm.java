package dev.keyward.crypto.symmetric;

import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.CounterKdf;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under a fresh key for every call, derived from a long-lived key and a random nonce of
 * 256 bits. Nothing is said of who holds the long-lived key; who lacks it can neither read nor
 * forge.
 *
 * <p>Why not a random 96-bit IV under the long-lived key: SP 800-38D allows 2^32 of those, and one
 * repetition gives the attacker forgeries. Here two calls share a key only if two 256-bit nonces
 * are equal, which no number of calls makes likely, so there is nothing to count and nothing to
 * rotate. The IV need only be unique for its key, therefore any would do; it is derived with the
 * key, so that one guess at a key cannot be tried on many ciphertexts at once.
 *
 * <p>Sealed bytes are the nonce (32), the encrypted text, the tag (16).
 *
 * <p>Safe for use by several threads: each call makes its own cipher. A pool of ciphers would save
 * 0.4 of 2.7 microseconds and keep derived keys alive.
 *
 * <p>Source: NIST SP 800-38D, sections 8.2 and 8.3; NIST SP 800-108r1; AWS KMS cryptographic
 * details, "Encrypt" (a key derived for each encryption).
 */
public final class DerivedKeyGcm {

    private static final int NONCE_LENGTH = 32;

    private static final int KEY_LENGTH = 32;

    private static final int IV_LENGTH = 12;

    private static final int TAG_LENGTH = 16;

    /** How many bytes sealing adds. */
    public static final int OVERHEAD = NONCE_LENGTH + TAG_LENGTH;

    private final Providers providers;

    private final CounterKdf kdf;

    private final RandomSource random;

    private final String label;

    /**
     * @param label what the derived keys are for; sealing under one label cannot be opened under
     *     another
     */
    public DerivedKeyGcm(Providers providers, RandomSource random, String label) {
        this.providers = providers;
        this.kdf = new CounterKdf(providers);
        this.random = random;
        this.label = label;
    }

    /** Encrypts {@code plaintext} and authenticates it together with {@code aad}. */
    public byte[] seal(SecretBytes key, byte[] plaintext, byte[] aad) {
        var nonce = random.bytes(NONCE_LENGTH);
        var sealed = Arrays.copyOf(nonce, Math.addExact(OVERHEAD, plaintext.length));
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce);
            cipher.updateAAD(aad);
            cipher.doFinal(plaintext, 0, plaintext.length, sealed, NONCE_LENGTH);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to seal", e);
        }
    }

    /** The text, or nothing unless key, sealed bytes and {@code aad} all are what they were. */
    public Optional<SecretBytes> open(SecretBytes key, byte[] sealed, byte[] aad) {
        if (sealed.length < OVERHEAD) {
            return Optional.empty();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_LENGTH));
            cipher.updateAAD(aad);
            var plaintext = cipher.doFinal(sealed, NONCE_LENGTH, sealed.length - NONCE_LENGTH);
            return Optional.of(SecretBytes.taking(plaintext));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to open", e);
        }
    }

    private Cipher cipher(int mode, SecretBytes key, byte[] nonce) throws GeneralSecurityException {
        var derived = key.use(bytes -> kdf.derive(bytes, label, nonce, KEY_LENGTH + IV_LENGTH));
        try {
            var cipher = providers.newGcm();
            cipher.init(
                    mode,
                    new SecretKeySpec(derived, 0, KEY_LENGTH, "AES"),
                    new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, derived, KEY_LENGTH, IV_LENGTH));
            return cipher;
        } finally {
            Bytes.zero(derived);
        }
    }
}
