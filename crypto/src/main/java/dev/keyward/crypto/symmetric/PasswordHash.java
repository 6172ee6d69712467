package dev.keyward.crypto.symmetric;

import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes passwords so that whoever reads the hashes still has to guess, at the price of as many rounds for
 * each guess: PBKDF2 with HMAC-SHA-512 and a salt for each password. A hash tells the number of its rounds,
 * so that a later version can ask for more.
 *
 * <p>It takes a tenth of a second or so. Safe for use by several threads.
 *
 * <p>Source: NIST SP 800-132; OWASP, Password Storage Cheat Sheet, for the rounds.
 */
public final class PasswordHash {

    private static final int ROUNDS = 210_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Providers providers;
    private final RandomSource random;

    public PasswordHash(Providers providers, RandomSource random) {
        this.providers = providers;
        this.random = random;
    }

    /** The rounds, a fresh salt, and the hash. */
    public byte[] of(SecretBytes password) {
        var salt = random.bytes(SALT_BYTES);
        return Bytes.join(Bytes.ofInt(ROUNDS), salt, derive(password, salt, ROUNDS));
    }

    /**
     * Whether {@code stored} was made of {@code password}; compares in constant time.
     *
     * @throws IllegalArgumentException if {@code stored} is no hash
     */
    public boolean matches(SecretBytes password, byte[] stored) {
        if (stored.length != Integer.BYTES + SALT_BYTES + HASH_BYTES) {
            throw new IllegalArgumentException("a hash of " + stored.length + " bytes");
        }
        var rounds = ByteBuffer.wrap(stored).getInt();
        var saltEnd = Integer.BYTES + SALT_BYTES;
        var salt = Arrays.copyOfRange(stored, Integer.BYTES, saltEnd);
        var hash = Arrays.copyOfRange(stored, saltEnd, stored.length);
        return MessageDigest.isEqual(hash, derive(password, salt, rounds));
    }

    private byte[] derive(SecretBytes password, byte[] salt, int rounds) {
        var characters =
                password.use(bytes -> StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes)));
        var spec = new PBEKeySpec(
                Arrays.copyOf(characters.array(), characters.limit()),
                salt,
                rounds,
                HASH_BYTES * Byte.SIZE);
        try {
            return providers.newPbkdf2().generateSecret(spec).getEncoded();
        } catch (InvalidKeySpecException e) {
            throw new IllegalStateException("PBKDF2 refused a password", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(characters.array(), '\0');
        }
    }
}
