package dev.keyward.server.iam.password;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.symmetric.PasswordHash;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.crypto.wrap.Sealer;
import dev.keyward.server.model.LoginProfile;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Hashes passwords, and seals the hashes for storage, each bound to its user: who can read the store has
 * nothing to guess at.
 *
 * <p>Safe for use by many threads.
 */
public final class Passwords {

    private final Sealer sealer;
    private final PasswordHash hash;
    private final SlowWork slow;

    public Passwords(RootKey rootKey, PasswordHash hash, SlowWork slow) {
        this.sealer = rootKey.sealer("login-password");
        this.hash = hash;
        this.slow = slow;
    }

    /** The hash of {@code password}. It takes long. */
    SecretBytes hash(SecretBytes password) {
        return SecretBytes.taking(slow.run(() -> hash.of(password)));
    }

    byte[] seal(String userId, SecretBytes hashed) {
        return hashed.use(bytes -> sealer.seal(bytes, aad(userId)));
    }

    /** Whether {@code password} is one of the last {@code most} of a profile. It takes long. */
    boolean isOneOf(LoginProfile profile, int most, SecretBytes password) {
        List<byte[]> last = profile.sealedHashes().stream().limit(most).toList();
        return slow.run(
                () -> last.stream().anyMatch(kept -> matches(profile.userId(), kept, password)));
    }

    private boolean matches(String userId, byte[] kept, SecretBytes password) {
        try (var opened = sealer.open(kept, aad(userId))
                .orElseThrow(() -> new IllegalStateException(
                        "the password of user " + userId + " cannot be opened"))) {
            return opened.use(stored -> hash.matches(password, stored));
        }
    }

    private static byte[] aad(String userId) {
        return userId.getBytes(StandardCharsets.UTF_8);
    }
}
