package dev.keyward.crypto;

/**
 * A key pair as KMS hands it out: the private key as PKCS #8, the public key as
 * SubjectPublicKeyInfo, both in DER. Each key pair has one such encoding, which {@link PairFormat}
 * writes. Closing it zeroes the private key.
 *
 * <p>Source: KMS API Reference, GenerateDataKeyPair, {@code PrivateKeyPlaintext} and {@code
 * PublicKey}.
 *
 * @param publicKey neither copied nor to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // public bytes, never compared
public record EncodedPair(SecretBytes privateKey, byte[] publicKey) implements AutoCloseable {

    /**
     * A fresh key pair that belongs to no key.
     *
     * @throws IllegalArgumentException if keys of {@code spec} are no pairs that are made here
     */
    public static EncodedPair generate(KeySpec spec, RandomSource random, Providers providers) {
        var format = PairFormat.of(spec);
        try (var fresh = format.generate(random, providers.asymmetric())) {
            return fresh.use(format::read);
        }
    }

    @Override
    public void close() {
        privateKey.close();
    }
}
