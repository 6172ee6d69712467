package dev.keyward.crypto;

/** 256 bits for {@link KeySpec#SYMMETRIC_DEFAULT}. */
public final class SymmetricMaterial implements KeyMaterial {

    /** In bytes. Source: KMS Developer Guide, "SYMMETRIC_DEFAULT key spec": AES-256. */
    public static final int LENGTH = 32;

    private final KeyIdentity key;

    private final MaterialId id;

    private final SecretBytes secret;

    private SymmetricMaterial(KeyIdentity key, MaterialId id, SecretBytes secret) {
        this.key = key;
        this.id = id;
        this.secret = secret;
    }

    /** Fresh material for {@code key}. */
    public static SymmetricMaterial generate(
            KeyIdentity key, RandomSource random, Providers providers) {
        return of(key, SecretBytes.taking(random.bytes(LENGTH)), providers);
    }

    /**
     * The material whose bytes are {@code secret}, which it takes over.
     *
     * @throws IllegalArgumentException if there are not 32 of them
     */
    public static SymmetricMaterial of(KeyIdentity key, SecretBytes secret, Providers providers) {
        if (secret.length() != LENGTH) {
            throw new IllegalArgumentException(
                    "symmetric key material has 32 bytes, not " + secret.length());
        }
        return new SymmetricMaterial(key, MaterialId.of(key, secret, providers), secret);
    }

    @Override
    public KeyIdentity key() {
        return key;
    }

    @Override
    public KeySpec spec() {
        return KeySpec.SYMMETRIC_DEFAULT;
    }

    @Override
    public MaterialId id() {
        return id;
    }

    @Override
    public SecretBytes secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "SymmetricMaterial[" + key + ", " + id + "]";
    }
}
