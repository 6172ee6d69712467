package dev.keyward.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

import javax.crypto.Cipher;

/**
 * A key pair of any spec that is one. Its secret is the private key as PKCS #8, in the one encoding
 * that {@link PairFormat} writes, so that its {@link MaterialId} does not depend on who wrote it.
 *
 * <p>The keys are kept as the libraries read them, so that using them costs no reading. Those copies
 * cannot be zeroed; {@link #close} zeroes the secret and ends every use of the private key.
 *
 * <p>Safe for use by several threads.
 */
public final class AsymmetricMaterial implements KeyMaterial {

    private final KeyIdentity key;

    private final KeySpec spec;

    private final MaterialId id;

    private final EncodedPair pair;

    private final KeyPair keys;

    /** Of ML-DSA only. */
    private final Optional<KeyPair> externalMuKeys;

    private AsymmetricMaterial(
            KeyIdentity key, KeySpec spec, EncodedPair pair, Providers providers) {
        this.key = key;
        this.spec = spec;
        this.id = MaterialId.of(key, pair.privateKey(), providers);
        this.pair = pair;
        this.keys = providers.asymmetric().load(spec, pair);
        this.externalMuKeys = SigningAlgorithm.ML_DSA_SHAKE_256.fits(spec)
                ? Optional.of(providers.asymmetric().loadForExternalMu(pair))
                : Optional.empty();
    }

    /** Fresh material for {@code key}. Takes up to seconds for RSA. */
    public static AsymmetricMaterial generate(
            KeyIdentity key, KeySpec spec, RandomSource random, Providers providers) {
        return of(key, spec, EncodedPair.generate(spec, random, providers), providers);
    }

    /**
     * The material of the private key that {@code pkcs8} is; zeroing that remains with the caller.
     * All of the key is checked: its spec, each of its numbers against the others, and the public
     * key, if it carries one.
     *
     * @throws IllegalArgumentException if it is no PKCS #8 of a private key of {@code spec} in DER,
     *     anything in it does not fit the rest, or there is more behind it
     */
    public static AsymmetricMaterial of(
            KeyIdentity key, KeySpec spec, SecretBytes pkcs8, Providers providers) {
        return of(key, spec, pkcs8.use(PairFormat.of(spec)::read), providers);
    }

    private static AsymmetricMaterial of(
            KeyIdentity key, KeySpec spec, EncodedPair pair, Providers providers) {
        var material = new AsymmetricMaterial(key, spec, pair, providers);
        if (spec.isRsa()) {
            material.requireWorkingRsa(providers);
        }
        return material;
    }

    /**
     * Decrypts what it encrypted. For each factor that is a test of Fermat: a composite number
     * passes it only if somebody made it to.
     */
    private void requireWorkingRsa(Providers providers) {
        try {
            var cipher = providers.asymmetric().newRawRsa();
            var number = sampleNumber();
            cipher.init(Cipher.ENCRYPT_MODE, keys.getPublic());
            var encrypted = cipher.doFinal(number);
            cipher.init(Cipher.DECRYPT_MODE, keys.getPrivate());
            if (Arrays.equals(cipher.doFinal(encrypted), number)) {
                return;
            }
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("an RSA private key that does not work", refused);
        }
        throw new IllegalArgumentException("an RSA private key that does not work");
    }

    /** As long as the modulus and less than it, with nothing in it that a factor could be made for. */
    private byte[] sampleNumber() throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-512").digest(pair.publicKey());
        var number = new byte[spec.rsaBits() / Byte.SIZE];
        System.arraycopy(digest, 0, number, number.length - digest.length, digest.length);
        return number;
    }

    @Override
    public KeyIdentity key() {
        return key;
    }

    @Override
    public KeySpec spec() {
        return spec;
    }

    @Override
    public MaterialId id() {
        return id;
    }

    @Override
    public SecretBytes secret() {
        return pair.privateKey();
    }

    /** The SubjectPublicKeyInfo, in DER; a copy. Source: KMS API Reference, GetPublicKey. */
    public byte[] publicKey() {
        return pair.publicKey().clone();
    }

    /**
     * Lets {@code work} use the private key on messages of {@code type}. It must not keep it.
     *
     * @throws IllegalStateException if the material was closed, before or meanwhile
     */
    public <T> T usePrivateKey(MessageType type, Function<PrivateKey, T> work) {
        return secret().use(_ -> work.apply(keys(type).getPrivate()));
    }

    /** The public key for messages of {@code type}. */
    public PublicKey publicKey(MessageType type) {
        return keys(type).getPublic();
    }

    private KeyPair keys(MessageType type) {
        return type == MessageType.EXTERNAL_MU ? externalMuKeys.orElse(keys) : keys;
    }

    @Override
    public String toString() {
        return "AsymmetricMaterial[" + key + ", " + spec + ", " + id + "]";
    }
}
