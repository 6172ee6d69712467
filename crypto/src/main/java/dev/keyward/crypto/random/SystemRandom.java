package dev.keyward.crypto.random;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.RandomSource;

import java.security.SecureRandom;

/**
 * The generator of the server: AWS-LC's CTR_DRBG with AES-256, fed by the kernel and mixed anew on
 * each call, or the JDK's own where AWS-LC does not load.
 *
 * <p>Safe for use by several threads.
 *
 * <p>Source: NIST SP 800-90A; AWS KMS cryptographic details, "Entropy and random number
 * generation".
 */
public final class SystemRandom implements RandomSource {

    private final SecureRandom generator;

    public SystemRandom(Providers providers) {
        this.generator = providers.nativeRandom().orElseGet(SecureRandom::new);
    }

    @Override
    public byte[] bytes(int length) {
        var bytes = new byte[length];
        generator.nextBytes(bytes);
        return bytes;
    }
}
