package dev.keyward.crypto;

import org.bouncycastle.crypto.params.MLDSAParameters;

/**
 * How the key pairs of one spec are made, written and checked. Whoever wrote a private key, it is
 * read into one encoding of our own, so that the same key has the same bytes and the same {@link
 * MaterialId} wherever it comes from.
 */
sealed interface PairFormat permits RsaFormat, EcFormat, EdwardsFormat, MlDsaFormat {

    /**
     * The format of {@code spec}.
     *
     * @throws IllegalArgumentException if keys of it are no pairs, or of the spec SM2, which no
     *     server outside China has
     */
    static PairFormat of(KeySpec spec) {
        return switch (spec) {
            case RSA_2048, RSA_3072, RSA_4096 -> new RsaFormat(spec.rsaBits());
            case ECC_NIST_P256 -> new EcFormat(EcCurve.P256);
            case ECC_NIST_P384 -> new EcFormat(EcCurve.P384);
            case ECC_NIST_P521 -> new EcFormat(EcCurve.P521);
            case ECC_SECG_P256K1 -> new EcFormat(EcCurve.SECG_P256K1);
            case ECC_NIST_EDWARDS25519 -> new EdwardsFormat();
            case ML_DSA_44 -> new MlDsaFormat(MLDSAParameters.ml_dsa_44, "11");
            case ML_DSA_65 -> new MlDsaFormat(MLDSAParameters.ml_dsa_65, "12");
            case ML_DSA_87 -> new MlDsaFormat(MLDSAParameters.ml_dsa_87, "13");
            case SYMMETRIC_DEFAULT, HMAC_224, HMAC_256, HMAC_384, HMAC_512, SM2 ->
                throw new IllegalArgumentException(
                        "no key pairs of spec " + spec + " are made here");
        };
    }

    /** A fresh private key as PKCS #8, as whoever makes it writes it. */
    SecretBytes generate(RandomSource random, AsymmetricProviders providers);

    /**
     * The pair of the private key that {@code pkcs8} is, in our own encoding.
     *
     * @throws IllegalArgumentException if it is no private key of the spec, or anything of it does
     *     not fit the rest
     */
    EncodedPair read(byte[] pkcs8);
}
