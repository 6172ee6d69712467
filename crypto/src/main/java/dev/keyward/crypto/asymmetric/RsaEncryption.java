package dev.keyward.crypto.asymmetric;

import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.crypto.EncryptionAlgorithm;
import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.MessageType;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;

import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;

import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * Encrypt and Decrypt under an RSA key: RSAES-OAEP with MGF1 by the same hash and an empty label.
 *
 * <p>Why a ciphertext does not decrypt is not told. AWS-LC takes the same time whatever is wrong
 * with the padding; the JDK, where it has to step in, makes no such promise.
 *
 * <p>Safe for use by several threads.
 *
 * <p>Source: KMS Developer Guide, "RSA key specs for encryption and decryption"; RFC 8017, section
 * 7.1.
 */
public final class RsaEncryption {

    private final Providers providers;

    public RsaEncryption(Providers providers) {
        this.providers = providers;
    }

    /**
     * How many bytes a plaintext can have: what the modulus has, without two hashes and two bytes.
     *
     * @throws IllegalArgumentException if keys of {@code spec} have not the algorithm
     */
    public static int maxPlaintextLength(EncryptionAlgorithm algorithm, KeySpec spec) {
        int hashLength = requireFit(algorithm, spec).equals("SHA-1") ? 20 : 32;
        return spec.rsaBits() / Byte.SIZE - 2 * hashLength - 2;
    }

    /**
     * Encrypts under the public key; no two results are alike.
     *
     * @throws IllegalArgumentException if the plaintext is longer than {@link #maxPlaintextLength},
     *     or keys of the material's spec have not the algorithm
     */
    public byte[] encrypt(
            AsymmetricMaterial material, EncryptionAlgorithm algorithm, byte[] plaintext) {
        if (plaintext.length > maxPlaintextLength(algorithm, material.spec())) {
            throw new IllegalArgumentException("a plaintext of " + plaintext.length + " bytes");
        }
        try {
            var cipher = providers.asymmetric().newOaep();
            var key = material.publicKey(MessageType.RAW);
            cipher.init(Cipher.ENCRYPT_MODE, key, parameters(algorithm, material.spec()));
            return cipher.doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " refused to encrypt", e);
        }
    }

    /**
     * The plaintext, or nothing if this is no ciphertext under the public key.
     *
     * @throws IllegalArgumentException if keys of the material's spec have not the algorithm
     */
    public Optional<SecretBytes> decrypt(
            AsymmetricMaterial material, EncryptionAlgorithm algorithm, byte[] ciphertext) {
        var parameters = parameters(algorithm, material.spec());
        if (ciphertext.length != material.spec().rsaBits() / Byte.SIZE) {
            return Optional.empty();
        }
        var cipher = providers.asymmetric().newOaep();
        return material.usePrivateKey(MessageType.RAW, key -> {
            try {
                cipher.init(Cipher.DECRYPT_MODE, key, parameters);
                return Optional.of(SecretBytes.taking(cipher.doFinal(ciphertext)));
            } catch (BadPaddingException | IllegalBlockSizeException noCiphertext) {
                return Optional.<SecretBytes>empty();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(algorithm + " refused to decrypt", e);
            }
        });
    }

    private static OAEPParameterSpec parameters(EncryptionAlgorithm algorithm, KeySpec spec) {
        var hash = requireFit(algorithm, spec);
        return new OAEPParameterSpec(
                hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT);
    }

    /** The hash's name in the JDK. */
    private static String requireFit(EncryptionAlgorithm algorithm, KeySpec spec) {
        if (spec.isRsa() && algorithm == EncryptionAlgorithm.RSAES_OAEP_SHA_1) {
            return "SHA-1";
        }
        if (spec.isRsa() && algorithm == EncryptionAlgorithm.RSAES_OAEP_SHA_256) {
            return "SHA-256";
        }
        throw new IllegalArgumentException("a key of spec " + spec + " has no " + algorithm);
    }
}
