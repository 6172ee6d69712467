package dev.keyward.crypto;

import dev.keyward.crypto.random.SystemRandom;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A key pair of each spec, made once, since RSA keys take long. */
public final class TestingPairs {

    public static final KeyIdentity KEY = new KeyIdentity("123456789012/mrk-1");

    private static final Map<KeySpec, EncodedPair> PAIRS = pairs();

    private TestingPairs() {}

    private static Map<KeySpec, EncodedPair> pairs() {
        var best = Providers.best();
        var pairs = new EnumMap<KeySpec, EncodedPair>(KeySpec.class);
        for (var spec : specs()) {
            pairs.put(spec, EncodedPair.generate(spec, new SystemRandom(best), best));
        }
        return pairs;
    }

    /** All that key pairs are made of. */
    public static List<KeySpec> specs() {
        return Arrays.stream(KeySpec.values())
                .filter(spec -> spec.isAsymmetric() && spec != KeySpec.SM2)
                .toList();
    }

    public static EncodedPair pair(KeySpec spec) {
        return Objects.requireNonNull(PAIRS.get(spec), "no pair of that spec");
    }

    /** The same material each time. */
    public static AsymmetricMaterial material(KeySpec spec, Providers providers) {
        return AsymmetricMaterial.of(KEY, spec, pair(spec).privateKey(), providers);
    }

    /** Other material with each call. */
    public static AsymmetricMaterial otherMaterial(KeySpec spec, Providers providers) {
        return AsymmetricMaterial.generate(KEY, spec, new SystemRandom(providers), providers);
    }

    /** The PKCS #8 of a private scalar, without the public key. */
    public static byte[] ecPrivateKey(KeySpec spec, String scalar) {
        var curve = EcCurve.of(spec).orElseThrow();
        return Pkcs8.write(
                curve.algorithm(),
                DerWriter.sequence(
                        DerWriter.integer(1), DerWriter.octets(HexFormat.of().parseHex(scalar))));
    }

    public static AsymmetricMaterial ecMaterial(KeySpec spec, String scalar, Providers providers) {
        var pkcs8 = SecretBytes.taking(ecPrivateKey(spec, scalar));
        return AsymmetricMaterial.of(KEY, spec, pkcs8, providers);
    }

    public static AsymmetricMaterial edwardsMaterial(String seed, Providers providers) {
        var pkcs8 = HexFormat.of().parseHex("302e020100300506032b657004220420" + seed);
        return AsymmetricMaterial.of(
                KEY, KeySpec.ECC_NIST_EDWARDS25519, SecretBytes.taking(pkcs8), providers);
    }

    /** The DER of an ECDSA signature. */
    public static byte[] ecdsa(String r, String s) {
        return DerWriter.sequence(
                DerWriter.integer(new BigInteger(r, 16)), DerWriter.integer(new BigInteger(s, 16)));
    }
}
