package dev.keyward.crypto;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The algorithms of Sign and Verify, named as KMS names them, with the specs of the keys that have
 * them and the forms in which they take a message.
 *
 * <p>They stand in the order in which KMS lists them for a key, so that {@link #of} gives KMS's
 * list.
 *
 * <p>Source: KMS Developer Guide, "Key spec reference"; KMS API Reference, Sign, {@code
 * SigningAlgorithm} and {@code MessageType}.
 */
public enum SigningAlgorithm {
    RSASSA_PKCS1_V1_5_SHA_256(Family.RSA, Hash.SHA_256),
    RSASSA_PKCS1_V1_5_SHA_384(Family.RSA, Hash.SHA_384),
    RSASSA_PKCS1_V1_5_SHA_512(Family.RSA, Hash.SHA_512),
    RSASSA_PSS_SHA_256(Family.RSA, Hash.SHA_256),
    RSASSA_PSS_SHA_384(Family.RSA, Hash.SHA_384),
    RSASSA_PSS_SHA_512(Family.RSA, Hash.SHA_512),
    ECDSA_SHA_256(Family.ECDSA_256, Hash.SHA_256),
    ECDSA_SHA_384(Family.ECDSA_384, Hash.SHA_384),
    ECDSA_SHA_512(Family.ECDSA_512, Hash.SHA_512),
    ED25519_SHA_512(Family.EDWARDS, Hash.SHA_512),
    ED25519_PH_SHA_512(Family.EDWARDS, Hash.SHA_512),
    ML_DSA_SHAKE_256(Family.ML_DSA, Hash.SHAKE_256),
    SM2DSA(Family.SM2, Hash.SM3);

    private final Family family;

    private final Hash hash;

    SigningAlgorithm(Family family, Hash hash) {
        this.family = family;
        this.hash = hash;
    }

    /** The algorithms of keys of {@code spec}, in KMS's order; empty if they do not sign. */
    public static List<SigningAlgorithm> of(KeySpec spec) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.fits(spec)).toList();
    }

    /** The algorithm whose name is {@code text}. */
    public static Optional<SigningAlgorithm> parse(String text) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(text))
                .findFirst();
    }

    /** Whether keys of {@code spec} have it. */
    public boolean fits(KeySpec spec) {
        return family.specs.contains(spec);
    }

    /** Whether it takes a message in the form that {@code type} names. */
    public boolean takes(MessageType type) {
        return switch (this) {
            case ED25519_SHA_512 -> type == MessageType.RAW;
            case ED25519_PH_SHA_512 -> type == MessageType.DIGEST;
            case ML_DSA_SHAKE_256 -> type == MessageType.RAW || type == MessageType.EXTERNAL_MU;
            case RSASSA_PKCS1_V1_5_SHA_256,
                    RSASSA_PKCS1_V1_5_SHA_384,
                    RSASSA_PKCS1_V1_5_SHA_512,
                    RSASSA_PSS_SHA_256,
                    RSASSA_PSS_SHA_384,
                    RSASSA_PSS_SHA_512,
                    ECDSA_SHA_256,
                    ECDSA_SHA_384,
                    ECDSA_SHA_512,
                    SM2DSA -> type == MessageType.RAW || type == MessageType.DIGEST;
        };
    }

    /** How many bytes a digest has, or the mu of ML-DSA. */
    public int digestLength() {
        return hash.length;
    }

    /** The digest's name in the JDK. */
    public String hashName() {
        return hash.jcaName;
    }

    /** Whether it is RSASSA-PSS. */
    public boolean isPss() {
        return this == RSASSA_PSS_SHA_256
                || this == RSASSA_PSS_SHA_384
                || this == RSASSA_PSS_SHA_512;
    }

    /** Whether it pads a digest for RSA. */
    public boolean isRsa() {
        return family == Family.RSA;
    }

    /** Whether it is ECDSA, whose signatures are two numbers in DER. */
    public boolean isEcdsa() {
        return family == Family.ECDSA_256
                || family == Family.ECDSA_384
                || family == Family.ECDSA_512;
    }

    private enum Family {
        RSA(KeySpec.RSA_2048, KeySpec.RSA_3072, KeySpec.RSA_4096),
        ECDSA_256(KeySpec.ECC_NIST_P256, KeySpec.ECC_SECG_P256K1),
        ECDSA_384(KeySpec.ECC_NIST_P384),
        ECDSA_512(KeySpec.ECC_NIST_P521),
        EDWARDS(KeySpec.ECC_NIST_EDWARDS25519),
        ML_DSA(KeySpec.ML_DSA_44, KeySpec.ML_DSA_65, KeySpec.ML_DSA_87),
        SM2(KeySpec.SM2);

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which nothing changes
        private final List<KeySpec> specs;

        Family(KeySpec... specs) {
            this.specs = List.of(specs);
        }
    }

    private enum Hash {
        SHA_256("SHA-256", 32),
        SHA_384("SHA-384", 48),
        SHA_512("SHA-512", 64),
        SHAKE_256("SHAKE256-512", 64),
        SM3("SM3", 32);

        private final String jcaName;

        private final int length;

        Hash(String jcaName, int length) {
            this.jcaName = jcaName;
            this.length = length;
        }
    }
}
