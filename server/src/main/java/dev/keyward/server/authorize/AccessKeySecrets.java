package dev.keyward.server.authorize;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.crypto.wrap.Sealer;
import dev.keyward.server.model.AccessKey;

import java.nio.charset.StandardCharsets;

/**
 * Seals the secrets of long-term access keys for storage, each bound to its access key's id, so that
 * nobody who can write to the store can move one to another key.
 */
public final class AccessKeySecrets {

    private final Sealer sealer;

    public AccessKeySecrets(RootKey rootKey) {
        this.sealer = rootKey.sealer("access-key-secret");
    }

    /** The bytes to keep as {@link AccessKey#sealedSecret}. */
    public byte[] seal(String accessKeyId, SecretBytes secret) {
        return secret.use(bytes -> sealer.seal(bytes, aad(accessKeyId)));
    }

    /**
     * The secret of {@code key}.
     *
     * @throws IllegalStateException if it was sealed under another root key or was changed
     */
    SecretBytes open(AccessKey key) {
        return open(key.id(), key.sealedSecret());
    }

    /** The same, of a key that is not a user's. */
    SecretBytes open(String accessKeyId, byte[] sealed) {
        return sealer.open(sealed, aad(accessKeyId))
                .orElseThrow(() -> new IllegalStateException(
                        "the secret of access key " + accessKeyId + " cannot be opened"));
    }

    /** Whether {@code secret} is the secret of {@code key}; compares in constant time. */
    public boolean isSecretOf(AccessKey key, SecretBytes secret) {
        try (var stored = open(key)) {
            return stored.equals(secret);
        }
    }

    private static byte[] aad(String accessKeyId) {
        return accessKeyId.getBytes(StandardCharsets.UTF_8);
    }
}
