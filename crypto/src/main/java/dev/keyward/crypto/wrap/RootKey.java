package dev.keyward.crypto.wrap;

import dev.keyward.crypto.CounterKdf;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The secret under which the server seals everything that it keeps secret. Who has the stored data
 * without it has nothing. It seals nothing itself: each purpose has a key of its own, derived from
 * it, so that what was sealed for one purpose cannot be passed off as another's.
 *
 * <p>Safe for use by several threads.
 */
public final class RootKey {

    static final int LENGTH = 32;

    private static final int ID_LENGTH = 16;

    private final SecretBytes secret;

    private final Providers providers;

    private final RandomSource random;

    private final String id;

    RootKey(SecretBytes secret, Providers providers, RandomSource random) {
        this.secret = secret;
        this.providers = providers;
        this.random = random;
        this.id = HexFormat.of().formatHex(derive("keyward/root-key-id/v1", "", ID_LENGTH));
    }

    /** A new one, which must be kept before anything is sealed under it. */
    public static RootKey generate(Providers providers, RandomSource random) {
        return new RootKey(SecretBytes.taking(random.bytes(LENGTH)), providers, random);
    }

    /**
     * Names the key without telling anything of it: 32 hexadecimal digits. Stored beside the data,
     * it shows at start whether the right root key was found.
     */
    public String id() {
        return id;
    }

    /**
     * Seals for {@code purpose}, for example {@code key-material} or {@code session-token}. The
     * purpose is part of the format of the stored data: it must never change its meaning.
     *
     * @throws IllegalArgumentException if the purpose is empty
     */
    public Sealer sealer(String purpose) {
        if (purpose.isEmpty()) {
            throw new IllegalArgumentException("a purpose must have a name");
        }
        var key = SecretBytes.taking(derive("keyward/purpose/v1", purpose, LENGTH));
        return new Sealer(key, providers, random);
    }

    SecretBytes secret() {
        return secret;
    }

    private byte[] derive(String label, String context, int length) {
        var contextBytes = context.getBytes(StandardCharsets.UTF_8);
        var kdf = new CounterKdf(providers);
        return secret.use(bytes -> kdf.derive(bytes, label, contextBytes, length));
    }

    @Override
    public String toString() {
        return "RootKey[" + id + "]";
    }
}
