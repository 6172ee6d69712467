package dev.keyward.crypto.wrap;

import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.symmetric.DerivedKeyGcm;

import java.util.Arrays;
import java.util.Optional;

/**
 * Seals bytes for one purpose: for storage, or for a client that hands them back later (session
 * tokens, page markers). Sealed bytes cannot be read, changed, made up, or used for another purpose
 * or with other authenticated data. They can be replayed: what must expire carries its own date.
 *
 * <p>There is no limit on how often it may be used, see {@link DerivedKeyGcm}.
 *
 * <p>Safe for use by several threads.
 */
public final class Sealer {

    private static final byte VERSION = 1;

    /** How many bytes sealing adds. */
    public static final int OVERHEAD = 1 + DerivedKeyGcm.OVERHEAD;

    private final SecretBytes key;

    private final DerivedKeyGcm gcm;

    Sealer(SecretBytes key, Providers providers, RandomSource random) {
        this.key = key;
        this.gcm = new DerivedKeyGcm(providers, random, "keyward/seal/v1");
    }

    /** Sealed bytes that {@link #open} takes back with the same {@code aad}. */
    public byte[] seal(byte[] plaintext, byte[] aad) {
        return Bytes.join(new byte[] {VERSION}, gcm.seal(key, plaintext, authenticatedData(aad)));
    }

    /** What was sealed, or nothing unless it was sealed here, for this, and is unchanged. */
    public Optional<SecretBytes> open(byte[] sealed, byte[] aad) {
        if (sealed.length < OVERHEAD || sealed[0] != VERSION) {
            return Optional.empty();
        }
        return gcm.open(key, Arrays.copyOfRange(sealed, 1, sealed.length), authenticatedData(aad));
    }

    private static byte[] authenticatedData(byte[] aad) {
        return Bytes.join(new byte[] {VERSION}, aad);
    }
}
