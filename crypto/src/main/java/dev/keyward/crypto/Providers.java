package dev.keyward.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.CounterKdfSpec;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who computes each algorithm. The only place that chooses an implementation:
 *
 * <ul>
 *   <li>AWS-LC, through Amazon Corretto Crypto Provider, where its native library loads: the
 *       library that this field runs on, with a FIPS build. It is as fast as the JDK for hashes and
 *       reused ciphers, nearly twice as fast for a new AES-GCM cipher (1.3 against 2.3 us), and has
 *       the SP 800-108 counter KDF ready (0.4 us against 1.0 by hand).
 *   <li>the JDK elsewhere. The results are the same, and every test runs on both.
 * </ul>
 *
 * <p>For key pairs the choice is made in {@link AsymmetricProviders}, on the same ground.
 *
 * <p>The provider object is handed to each {@code getInstance}. It is never installed in {@code
 * java.security.Security}, so TLS and other libraries of the process keep what they expect.
 *
 * <p>Safe for use by several threads. Its methods throw {@link IllegalStateException} if the
 * platform lacks an algorithm that it must have.
 */
public final class Providers {

    private static final String CBC = "AES/CBC/PKCS5Padding";

    private static final String GCM = "AES/GCM/NoPadding";

    private static final String KEY_WRAP = "AES/KWP/NoPadding";

    private static final String HMAC_SHA_256 = "HmacSHA256";

    private final Optional<Provider> corretto;

    /** Native; one object for all threads, since the service behind it keeps no state. */
    private final Optional<SecretKeyFactory> nativeKdf;

    private final AsymmetricProviders asymmetric;

    private final String description;

    private Providers(Optional<Provider> corretto, String description) {
        this.corretto = corretto;
        this.nativeKdf = corretto.map(Providers::counterKdfOf);
        this.asymmetric = new AsymmetricProviders(corretto);
        this.description = description;
    }

    /** AWS-LC if it loads and passes its self-tests, else the JDK. */
    public static Providers best() {
        Optional<String> refusal = correttoRefusal();
        if (refusal.isEmpty()) {
            var provider = AmazonCorrettoCryptoProvider.INSTANCE;
            return new Providers(Optional.of(provider), "AWS-LC (" + provider.getInfo() + ")");
        }
        return new Providers(
                Optional.empty(),
                "the JDK's own algorithms, because AWS-LC did not load (" + refusal.get()
                        + "); everything works, RSA and elliptic curves several times slower");
    }

    /** The JDK, whatever else there is. */
    public static Providers jdk() {
        return new Providers(Optional.empty(), "the JDK's own algorithms, as asked for");
    }

    private static Optional<String> correttoRefusal() {
        try {
            var failure = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
            if (failure != null) {
                return Optional.of(failure.toString());
            }
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            return Optional.empty();
        } catch (LinkageError | RuntimeException failure) {
            return Optional.of(failure.toString());
        }
    }

    /** One clause that says what was chosen, and why if it is not the first choice. */
    public String description() {
        return description;
    }

    public boolean isNative() {
        return corretto.isPresent();
    }

    /** Who computes what key pairs do. */
    public AsymmetricProviders asymmetric() {
        return asymmetric;
    }

    /** A cipher of its own for AES-GCM; it must not be shared by threads. */
    public Cipher newGcm() {
        return newCipher(GCM);
    }

    /** An HMAC of its own, by AWS-LC where it has it: it lacks SHA-224. */
    public Mac newHmac(MacAlgorithm algorithm) {
        return newMac(algorithm.jcaName());
    }

    /** An HMAC-SHA-1 of its own, for one-time codes and nothing else. */
    public Mac newHmacSha1() {
        return newMac("HmacSHA1");
    }

    private Mac newMac(String name) {
        var provider = corretto.filter(lib -> lib.getService("Mac", name) != null);
        try {
            return provider.isPresent()
                    ? Mac.getInstance(name, provider.get())
                    : Mac.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw missing(name, e);
        }
    }

    /** AWS-LC's generator, for all threads; nothing where the JDK's own is to be used. */
    public Optional<SecureRandom> nativeRandom() {
        return corretto.map(Providers::randomOf);
    }

    /** A cipher of its own for AES key wrap with padding, RFC 5649. */
    public Cipher newKeyWrap() {
        return newCipher(KEY_WRAP);
    }

    /** A cipher of its own for AES-CBC with the padding of PKCS #7. Always the JDK's. */
    public Cipher newCbc() {
        try {
            return Cipher.getInstance(CBC);
        } catch (GeneralSecurityException e) {
            throw missing(CBC, e);
        }
    }

    private Cipher newCipher(String transformation) {
        try {
            return corretto.isPresent()
                    ? Cipher.getInstance(transformation, corretto.get())
                    : Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw missing(transformation, e);
        }
    }

    /**
     * The PBKDF2 that seals a root key under a passphrase. Always the JDK's: it runs once at start.
     */
    public SecretKeyFactory newPbkdf2() {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512");
        } catch (NoSuchAlgorithmException e) {
            throw missing("PBKDF2WithHmacSHA512", e);
        }
    }

    /**
     * The key derivation of SP 800-108r1 section 4.1 in counter mode: HMAC-SHA-256, a 32-bit
     * counter before the fixed input.
     */
    byte[] counterKdf(byte[] key, byte[] fixedInput, int length) {
        if (nativeKdf.isEmpty()) {
            return portableCounterKdf(key, fixedInput, length);
        }
        try {
            return nativeKdf
                    .get()
                    .generateSecret(new CounterKdfSpec(key, fixedInput, length, "AES"))
                    .getEncoded();
        } catch (InvalidKeySpecException e) {
            throw missing("CounterKdfWithHmacSHA256", e);
        }
    }

    private static byte[] portableCounterKdf(byte[] key, byte[] fixedInput, int length) {
        try {
            var mac = Mac.getInstance(HMAC_SHA_256);
            mac.init(new SecretKeySpec(key, HMAC_SHA_256));
            var block = new byte[mac.getMacLength()];
            var derived = new byte[length];
            for (int done = 0, counter = 1; done < length; done += block.length, counter++) {
                mac.update(Bytes.ofInt(counter));
                mac.update(fixedInput);
                mac.doFinal(block, 0);
                System.arraycopy(block, 0, derived, done, Math.min(block.length, length - done));
            }
            Bytes.zero(block);
            return derived;
        } catch (GeneralSecurityException e) {
            throw missing(HMAC_SHA_256, e);
        }
    }

    private static SecretKeyFactory counterKdfOf(Provider provider) {
        try {
            return SecretKeyFactory.getInstance("CounterKdfWithHmacSHA256", provider);
        } catch (NoSuchAlgorithmException e) {
            throw missing("CounterKdfWithHmacSHA256", e);
        }
    }

    private static SecureRandom randomOf(Provider provider) {
        try {
            return SecureRandom.getInstance("LibCryptoRng", provider);
        } catch (NoSuchAlgorithmException e) {
            throw missing("LibCryptoRng", e);
        }
    }

    static IllegalStateException missing(String algorithm, GeneralSecurityException cause) {
        return new IllegalStateException("the platform cannot do " + algorithm, cause);
    }
}
