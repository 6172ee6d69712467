package dev.keyward.crypto;

/**
 * The secret of a key of spec {@code HMAC_n}: as many bytes as its MACs have, or up to 128 where it was
 * imported.
 *
 * <p>Source: KMS Developer Guide, "Requirements for imported key material".
 */
public final class HmacMaterial implements KeyMaterial {

    /** In bytes. */
    private static final int MAX_LENGTH = 128;

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
     * @throws IllegalArgumentException if it is too short or too long
     */
    public static HmacMaterial of(
            KeyIdentity key, MacAlgorithm algorithm, SecretBytes secret, Providers providers) {
        if (!fits(algorithm, secret)) {
            throw new IllegalArgumentException("material for " + algorithm + " has "
                    + algorithm.length() + " to " + MAX_LENGTH + " bytes, not " + secret.length());
        }
        return new HmacMaterial(key, algorithm, MaterialId.of(key, secret, providers), secret);
    }

    /** Whether {@code secret} has as many bytes as material for {@code algorithm} can have. */
    public static boolean fits(MacAlgorithm algorithm, SecretBytes secret) {
        return secret.length() >= algorithm.length() && secret.length() <= MAX_LENGTH;
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
