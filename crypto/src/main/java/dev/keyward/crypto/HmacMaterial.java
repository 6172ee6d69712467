package dev.keyward.crypto;

/** The secret of a key of spec {@code HMAC_n}: as many bytes as its MACs have. */
public final class HmacMaterial implements KeyMaterial {

    private final KeyIdentity key;

    private final MacAlgorithm algorithm;

    private final MaterialId id;

    private final SecretBytes secret;

    private HmacMaterial(
            KeyIdentity key, MacAlgorithm algorithm, MaterialId id, SecretBytes secret) {
        this.key = key;
        this.algorithm = algorithm;
        this.id = id;
        this.secret = secret;
    }

    /**
     * The material whose bytes are {@code secret}, which it takes over.
     *
     * @throws IllegalArgumentException if there are not {@link MacAlgorithm#length} of them
     */
    public static HmacMaterial of(
            KeyIdentity key, MacAlgorithm algorithm, SecretBytes secret, Providers providers) {
        if (secret.length() != algorithm.length()) {
            throw new IllegalArgumentException("material for " + algorithm + " has "
                    + algorithm.length() + " bytes, not " + secret.length());
        }
        return new HmacMaterial(key, algorithm, MaterialId.of(key, secret, providers), secret);
    }

    @Override
    public KeyIdentity key() {
        return key;
    }

    @Override
    public KeySpec spec() {
        return algorithm.spec();
    }

    /** The one algorithm that it is for. */
    public MacAlgorithm algorithm() {
        return algorithm;
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
        return "HmacMaterial[" + key + ", " + algorithm + ", " + id + "]";
    }
}
