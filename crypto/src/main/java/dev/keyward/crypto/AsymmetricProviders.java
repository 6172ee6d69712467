package dev.keyward.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Who computes what key pairs do; {@link Providers} says whether there is AWS-LC. Microseconds for
 * one signature, on one machine:
 *
 * <ul>
 *   <li>AWS-LC for RSA (2048 bits: 269, the JDK 1,130), the curves of NIST (P-256: 15, the JDK 118),
 *       Ed25519 (15, the JDK 465) and ECDH (38, the JDK 1,025).
 *   <li>The JDK for all of these where AWS-LC does not load, and everywhere for ML-DSA over a
 *       message (ML-DSA-44: 149, AWS-LC 283).
 *   <li>Bouncy Castle for secp256k1 (60, AWS-LC 204), which the JDK has not, and for ML-DSA over a
 *       ready mu (157, AWS-LC 300), which it has not, either.
 * </ul>
 *
 * <p>Keys are made and read by whoever uses them. Safe for use by several threads; what it gives is
 * for one thread.
 */
public final class AsymmetricProviders {

    private static final String RSA = "RSA";

    private static final String EC = "EC";

    private static final String ED25519 = "Ed25519";

    private static final String ML_DSA = "ML-DSA";

    private final Optional<Provider> corretto;

    AsymmetricProviders(Optional<Provider> corretto) {
        this.corretto = corretto;
    }

    /**
     * A signature for keys of {@code spec}, to be initialized with the keys that {@link
     * AsymmetricMaterial} keeps for messages of {@code type}.
     *
     * @throws IllegalArgumentException for RSASSA-PKCS1-v1_5, which {@link #newPkcs1} pads, for
     *     RSASSA-PSS over a digest, which no library signs as a whole, and for SM2
     */
    public Signature newSignature(SigningAlgorithm algorithm, KeySpec spec, MessageType type) {
        return switch (algorithm) {
            case RSASSA_PSS_SHA_256, RSASSA_PSS_SHA_384, RSASSA_PSS_SHA_512 ->
                with(pss(requireRaw(algorithm, type)), signature("RSASSA-PSS", corretto));
            case ECDSA_SHA_256, ECDSA_SHA_384, ECDSA_SHA_512 -> {
                var hash = type == MessageType.RAW ? shortHash(algorithm) : "NONE";
                yield signature(hash + "withECDSA", providerOf(spec));
            }
            case ED25519_SHA_512 -> signature(ED25519, corretto);
            case ED25519_PH_SHA_512 ->
                corretto.isPresent()
                        ? signature("Ed25519ph", corretto)
                        : with(new EdDSAParameterSpec(true), signature(ED25519, corretto));
            case ML_DSA_SHAKE_256 ->
                type == MessageType.EXTERNAL_MU
                        ? signature("ML-DSA-EXTERNAL-MU", BouncyCastle.provider())
                        : signature(ML_DSA, Optional.empty());
            case RSASSA_PKCS1_V1_5_SHA_256, RSASSA_PKCS1_V1_5_SHA_384, RSASSA_PKCS1_V1_5_SHA_512 ->
                throw new IllegalArgumentException("padded by newPkcs1, not by " + algorithm);
            case SM2DSA -> throw new IllegalArgumentException("SM2 is not made here");
        };
    }

    private static SigningAlgorithm requireRaw(SigningAlgorithm algorithm, MessageType type) {
        if (type != MessageType.RAW) {
            throw new IllegalArgumentException("no library signs " + type + " by " + algorithm);
        }
        return algorithm;
    }

    /** As the names of the JDK's algorithms spell it. */
    private static String shortHash(SigningAlgorithm algorithm) {
        return algorithm.hashName().replace("-", "");
    }

    /** The salt is as long as the hash. Source: KMS Developer Guide, "RSA key specs". */
    private static PSSParameterSpec pss(SigningAlgorithm algorithm) {
        return new PSSParameterSpec(
                algorithm.hashName(),
                "MGF1",
                new MGF1ParameterSpec(algorithm.hashName()),
                algorithm.digestLength(),
                PSSParameterSpec.TRAILER_FIELD_BC);
    }

    /** Makes RSA pairs of {@code bits}, by AWS-LC where it loads: two to three times as fast. */
    public KeyPairGenerator newRsaKeyPairGenerator(int bits) {
        return keyPairGenerator(
                RSA, corretto, new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
    }

    /** Reads RSA keys for the ciphers that it gives. */
    public KeyFactory newRsaKeyFactory() {
        return keyFactory(RSA, corretto);
    }

    /** A cipher of its own for RSAES-OAEP, whose hash comes with its parameters. */
    public Cipher newOaep() {
        return rsa("OAEPPadding");
    }

    /** A cipher of its own for RSA with the padding of RSASSA-PKCS1-v1_5. */
    public Cipher newPkcs1() {
        return rsa("PKCS1Padding");
    }

    /** A cipher of its own for RSA without padding, for who pads himself. */
    public Cipher newRawRsa() {
        return rsa("NoPadding");
    }

    private Cipher rsa(String padding) {
        var name = "RSA/ECB/" + padding;
        try {
            return corretto.isPresent()
                    ? Cipher.getInstance(name, corretto.get())
                    : Cipher.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw Providers.missing(name, e);
        }
    }

    /** ECDH on the curves of NIST. */
    public KeyAgreement newEcdh() {
        try {
            return corretto.isPresent()
                    ? KeyAgreement.getInstance("ECDH", corretto.get())
                    : KeyAgreement.getInstance("ECDH");
        } catch (GeneralSecurityException e) {
            throw Providers.missing("ECDH", e);
        }
    }

    /** Reads keys on the curves of NIST, for {@link #newEcdh}. */
    public KeyFactory newEcKeys() {
        return keyFactory(EC, corretto);
    }

    /**
     * Verifies what COSE calls ES384: ECDSA on P-384, the two numbers side by side. By AWS-LC where
     * it loads (0.7 ms, the JDK 8).
     */
    public Signature newEs384() {
        return signature("SHA384withECDSAinP1363Format", corretto);
    }

    /** The keys of {@code pair}, for whoever computes with keys of {@code spec}. */
    KeyPair load(KeySpec spec, EncodedPair pair) {
        return switch (PairFormat.of(spec)) {
            case RsaFormat _ -> load(newRsaKeyFactory(), pair);
            case EcFormat _ -> load(keyFactory(EC, providerOf(spec)), pair);
            // AWS-LC takes the JDK's keys, and has no others.
            case EdwardsFormat _ -> load(keyFactory(ED25519, Optional.empty()), pair);
            case MlDsaFormat format -> {
                var expanded = pair.privateKey().use(format::expanded);
                try (var secret = SecretBytes.taking(expanded)) {
                    yield load(
                            keyFactory(ML_DSA, Optional.empty()),
                            new EncodedPair(secret, pair.publicKey()));
                }
            }
        };
    }

    /** The keys of an ML-DSA pair, for whoever signs a ready mu. */
    KeyPair loadForExternalMu(EncodedPair pair) {
        return load(keyFactory(ML_DSA, BouncyCastle.provider()), pair);
    }

    private static KeyPair load(KeyFactory factory, EncodedPair pair) {
        return pair.privateKey().use(pkcs8 -> {
            try {
                return new KeyPair(
                        factory.generatePublic(new X509EncodedKeySpec(pair.publicKey())),
                        factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a key that was checked is refused", e);
            }
        });
    }

    /** A fresh RSA private key with the exponent 65,537, as PKCS #8. */
    SecretBytes generateRsa(int bits) {
        return generate(newRsaKeyPairGenerator(bits));
    }

    SecretBytes generateEc(EcCurve curve) {
        var provider = curve == EcCurve.SECG_P256K1 ? BouncyCastle.provider() : corretto;
        return generate(keyPairGenerator(EC, provider, new ECGenParameterSpec(curve.jcaName())));
    }

    private static SecretBytes generate(KeyPairGenerator generator) {
        return SecretBytes.taking(generator.generateKeyPair().getPrivate().getEncoded());
    }

    private static KeyPairGenerator keyPairGenerator(
            String name, Optional<Provider> provider, AlgorithmParameterSpec parameters) {
        try {
            var generator = provider.isPresent()
                    ? KeyPairGenerator.getInstance(name, provider.get())
                    : KeyPairGenerator.getInstance(name);
            generator.initialize(parameters);
            return generator;
        } catch (GeneralSecurityException e) {
            throw Providers.missing("key pairs of " + name, e);
        }
    }

    private Optional<Provider> providerOf(KeySpec spec) {
        return spec == KeySpec.ECC_SECG_P256K1 ? BouncyCastle.provider() : corretto;
    }

    private static Signature signature(String name, Optional<Provider> provider) {
        try {
            return provider.isPresent()
                    ? Signature.getInstance(name, provider.get())
                    : Signature.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw Providers.missing(name, e);
        }
    }

    private static Signature with(AlgorithmParameterSpec parameters, Signature signature) {
        try {
            signature.setParameter(parameters);
            return signature;
        } catch (GeneralSecurityException e) {
            throw Providers.missing(signature.getAlgorithm() + " as it is asked for", e);
        }
    }

    private static KeyFactory keyFactory(String name, Optional<Provider> provider) {
        try {
            return provider.isPresent()
                    ? KeyFactory.getInstance(name, provider.get())
                    : KeyFactory.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw Providers.missing("keys of " + name, e);
        }
    }

    /** Made when it is first asked for, since it takes a while; it keeps no state of ours. */
    private static final class BouncyCastle {

        private static final Provider PROVIDER = new BouncyCastleProvider();

        private BouncyCastle() {}

        static Optional<Provider> provider() {
            return Optional.of(PROVIDER);
        }
    }
}
