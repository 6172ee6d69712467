package dev.keyward.crypto.importing;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.SecretKeySpec;

/**
 * An RSA key pair that key material is wrapped under for one import. Against whoever sends wrapped
 * material again and again to learn something: every failure has the same answer, the padding is
 * examined in the provider's constant time, and an AES key that is not one does not shorten the way.
 *
 * <p>Safe for use by several threads.
 */
public final class WrappingKey {

    /** In bytes. */
    private static final Set<Integer> AES_KEY_LENGTHS = Set.of(16, 24, 32);

    /** Source: RFC 5649 section 4.1: one block for the shortest text. */
    private static final int SHORTEST_KEY_WRAP = 16;

    /** In bytes. Source: KMS API Reference, ImportKeyMaterial, {@code EncryptedKeyMaterial}. */
    private static final int MAX_WRAPPED_LENGTH = 6_144;

    private final WrappingKeySpec spec;

    private final RSAPrivateCrtKey key;

    private final Providers providers;

    private WrappingKey(WrappingKeySpec spec, RSAPrivateCrtKey key, Providers providers) {
        this.spec = spec;
        this.key = key;
        this.providers = providers;
    }

    /** A fresh pair. Takes from a tenth of a second to some seconds. */
    public static WrappingKey generate(WrappingKeySpec spec, Providers providers) {
        var pair = providers.asymmetric().newRsaKeyPairGenerator(spec.bits()).generateKeyPair();
        return new WrappingKey(spec, (RSAPrivateCrtKey) pair.getPrivate(), providers);
    }

    /** The pair that {@link #encode} gave, or nothing if it is no such pair. */
    static Optional<WrappingKey> decode(WrappingKeySpec spec, byte[] pkcs8, Providers providers) {
        try {
            var key = providers
                    .asymmetric()
                    .newRsaKeyFactory()
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return key instanceof RSAPrivateCrtKey pair
                            && pair.getModulus().bitLength() == spec.bits()
                    ? Optional.of(new WrappingKey(spec, pair, providers))
                    : Optional.empty();
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        }
    }

    /** The private key, as PKCS #8 in DER. */
    SecretBytes encode() {
        return SecretBytes.taking(key.getEncoded());
    }

    public WrappingKeySpec spec() {
        return spec;
    }

    /** For the client: an X.509 SubjectPublicKeyInfo in DER. */
    public byte[] publicKey() {
        try {
            return providers
                    .asymmetric()
                    .newRsaKeyFactory()
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                    .getEncoded();
        } catch (InvalidKeySpecException e) {
            throw new IllegalStateException("a wrapping key has no public half", e);
        }
    }

    /**
     * The material in {@code wrapped}, or nothing if it was not wrapped by {@code algorithm} under
     * this key, is longer than 6,144 bytes, or is empty.
     */
    public Optional<SecretBytes> unwrap(WrappingAlgorithm algorithm, byte[] wrapped) {
        if (wrapped.length < spec.bytes() || wrapped.length > MAX_WRAPPED_LENGTH) {
            return Optional.empty();
        }
        var encrypted = Arrays.copyOf(wrapped, spec.bytes());
        var rest = Arrays.copyOfRange(wrapped, spec.bytes(), wrapped.length);
        if (algorithm.byAesKey()) {
            return byAesKey(algorithm, encrypted, rest);
        }
        return rest.length == 0
                ? decrypt(algorithm, encrypted).filter(text -> text.length() > 0)
                : Optional.empty();
    }

    private Optional<SecretBytes> byAesKey(
            WrappingAlgorithm algorithm, byte[] encrypted, byte[] wrapped) {
        if (wrapped.length < SHORTEST_KEY_WRAP || wrapped.length % Long.BYTES != 0) {
            return Optional.empty();
        }
        var aesKey = decrypt(algorithm, encrypted).filter(WrappingKey::isAesKey);
        // What follows takes as long without a key as with one, and its result is then dropped.
        try (var used = aesKey.orElseGet(() -> SecretBytes.taking(new byte[32]))) {
            var material = used.use(bytes -> unwrap(bytes, wrapped));
            if (aesKey.isEmpty()) {
                material.ifPresent(SecretBytes::close);
                return Optional.empty();
            }
            return material;
        }
    }

    private static boolean isAesKey(SecretBytes text) {
        return AES_KEY_LENGTHS.contains(text.length());
    }

    private Optional<SecretBytes> decrypt(WrappingAlgorithm algorithm, byte[] encrypted) {
        try {
            var cipher = providers.asymmetric().newOaep();
            cipher.init(Cipher.DECRYPT_MODE, key, algorithm.padding());
            return Optional.of(SecretBytes.taking(cipher.doFinal(encrypted)));
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSAES-OAEP refused a wrapping key", e);
        }
    }

    private Optional<SecretBytes> unwrap(byte[] aesKey, byte[] wrapped) {
        try {
            var cipher = providers.newKeyWrap();
            cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(aesKey, "AES"));
            var material = cipher.unwrap(wrapped, "RAW", Cipher.SECRET_KEY).getEncoded();
            return Optional.of(SecretBytes.taking(material));
        } catch (InvalidKeyException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-KWP refused to unwrap", e);
        }
    }

    @Override
    public String toString() {
        return "WrappingKey[" + spec + "]";
    }
}
