package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AsymmetricMaterialTest {

    private static final String SPECS = "dev.keyward.crypto.TestingPairs#specs";

    private static final HexFormat HEX = HexFormat.of();

    private static final List<Providers> ALL = TestingProviders.all().toList();

    private static final Providers BEST = ALL.getFirst();

    @ParameterizedTest
    @MethodSource(SPECS)
    void isTheSameWhoeverReadsIt(KeySpec spec) {
        var one = TestingPairs.material(spec, ALL.getFirst());
        var other = TestingPairs.material(spec, ALL.getLast());

        assertEquals(spec, one.spec());
        assertEquals(TestingPairs.KEY, one.key());
        assertEquals(one.id(), other.id());
        assertEquals(one.secret(), other.secret());
        assertEquals(TestingPairs.pair(spec).privateKey(), one.secret());
        assertArrayEquals(one.publicKey(), other.publicKey());
        assertEquals(
                "AsymmetricMaterial[123456789012/mrk-1, " + spec + ", " + one.id() + "]",
                one.toString());
    }

    /** The JDK, which has a generator of its own for all specs but one. */
    @ParameterizedTest
    @MethodSource(SPECS)
    void isFreshEachTimeWhoeverMakesIt(KeySpec spec) {
        for (var providers : ALL) {
            var fresh = TestingPairs.otherMaterial(spec, providers);

            assertNotEquals(TestingPairs.pair(spec).privateKey(), fresh.secret());
            assertEquals(
                    fresh.id(),
                    AsymmetricMaterial.of(TestingPairs.KEY, spec, fresh.secret(), BEST)
                            .id());
        }
    }

    /** By a reader that shares no code with ours, in the one form that DER allows. */
    @ParameterizedTest
    @MethodSource(SPECS)
    void writesWhatOthersRead(KeySpec spec) throws IOException {
        var material = TestingPairs.material(spec, BEST);
        var publicKey = SubjectPublicKeyInfo.getInstance(material.publicKey());
        var privateKey = material.secret().use(PrivateKeyInfo::getInstance);

        assertArrayEquals(material.publicKey(), publicKey.getEncoded(ASN1Encoding.DER));
        assertArrayEquals(
                material.secret().use(byte[]::clone), privateKey.getEncoded(ASN1Encoding.DER));
        assertEquals(publicKey.getAlgorithm(), privateKey.getPrivateKeyAlgorithm());
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, 1.2.840.113549.1.1.1, NULL",
        "ECC_NIST_P256, 1.2.840.10045.2.1, 1.2.840.10045.3.1.7",
        "ECC_NIST_P384, 1.2.840.10045.2.1, 1.3.132.0.34",
        "ECC_NIST_P521, 1.2.840.10045.2.1, 1.3.132.0.35",
        "ECC_SECG_P256K1, 1.2.840.10045.2.1, 1.3.132.0.10",
        "ECC_NIST_EDWARDS25519, 1.3.101.112, null",
        "ML_DSA_44, 2.16.840.1.101.3.4.3.17, null",
        "ML_DSA_65, 2.16.840.1.101.3.4.3.18, null",
        "ML_DSA_87, 2.16.840.1.101.3.4.3.19, null"
    })
    void isNamedByTheStandardIdentifiers(KeySpec spec, String algorithm, String parameters) {
        var identifier = SubjectPublicKeyInfo.getInstance(
                        TestingPairs.pair(spec).publicKey())
                .getAlgorithm();

        assertEquals(algorithm, identifier.getAlgorithm().getId());
        assertEquals(parameters, String.valueOf(identifier.getParameters()));
    }

    /** Bouncy Castle adds the curve, the public key or the expanded key, each where it can. */
    @ParameterizedTest
    @MethodSource(SPECS)
    void readsWhatOthersWriteAsTheSameMaterial(KeySpec spec)
            throws IOException, GeneralSecurityException {
        var material = TestingPairs.material(spec, BEST);
        var info = material.secret().use(PrivateKeyInfo::getInstance);
        var theirs = new BouncyCastleProvider()
                .getKeyInfoConverter(info.getPrivateKeyAlgorithm().getAlgorithm())
                .generatePrivate(info)
                .getEncoded();

        assertEquals(material.id(), material(spec, theirs).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA_2048", "ECC_NIST_P521", "ECC_NIST_EDWARDS25519"})
    void readsWhatTheJdkWritesAsTheSameMaterial(KeySpec spec) throws GeneralSecurityException {
        var material = TestingPairs.material(spec, BEST);
        var name = spec.isRsa() ? "RSA" : EcCurve.of(spec).isPresent() ? "EC" : "Ed25519";
        var bytes = material.secret().use(byte[]::clone);
        var theirs = KeyFactory.getInstance(name)
                .generatePrivate(new PKCS8EncodedKeySpec(bytes))
                .getEncoded();

        assertEquals(material.id(), material(spec, theirs).id());
    }

    /** RFC 9881, appendix C: the seed 00 01 02 and so on. */
    @Test
    void hasThePublicKeyOfTheStandard() {
        var seed = HEX.formatHex(new TestingRandom().bytes(32));
        var pkcs8 = HEX.parseHex("3034020100300b060960864801650304031104228020" + seed);
        var publicKey = HEX.formatHex(material(KeySpec.ML_DSA_44, pkcs8).publicKey());

        assertTrue(publicKey.startsWith("30820532300b0609608648016503040311038205210"
                + "0d7b2b47254aae0db45e7930d4a98d2c97d8f1397d1789dafa17024b316e9bec9"));
    }

    /** RFC 8032, section 7.1, test 1; SEC 2, section 2.4.1, the base point. */
    @Test
    void hasThePublicKeysOfTheStandards() {
        var edwards = TestingPairs.edwardsMaterial(
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", BEST);
        var one = TestingPairs.ecMaterial(KeySpec.ECC_SECG_P256K1, "01", BEST);

        assertEquals(
                "302a300506032b6570032100"
                        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                HEX.formatHex(edwards.publicKey()));
        assertEquals(
                "3056301006072a8648ce3d020106052b8104000a034200"
                        + "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                        + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8",
                HEX.formatHex(one.publicKey()));
    }

    @ParameterizedTest
    @MethodSource(SPECS)
    void refusesWhatIsCutOrHasMoreBehindIt(KeySpec spec) {
        var pkcs8 = TestingPairs.pair(spec).privateKey().use(byte[]::clone);

        assertRefused(spec, Arrays.copyOf(pkcs8, pkcs8.length + 1));
        for (int length = 0; length < pkcs8.length; length++) {
            assertRefused(spec, Arrays.copyOf(pkcs8, length));
        }
    }

    /** A changed seed is another seed; what surrounds it, and every other key, is checked. */
    @ParameterizedTest
    @ValueSource(strings = {"RSA_2048", "ECC_NIST_P256", "ECC_NIST_P521", "ECC_SECG_P256K1"})
    void refusesEveryChangedByte(KeySpec spec) {
        var pkcs8 = TestingPairs.pair(spec).privateKey().use(byte[]::clone);
        for (int at = 0; at < pkcs8.length; at++) {
            for (int change : new int[] {1, 0x80}) {
                var changed = pkcs8.clone();
                changed[at] ^= (byte) change;

                assertRefused(spec, changed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(SPECS)
    void refusesAKeyOfAnotherSpec(KeySpec spec) {
        var pkcs8 = TestingPairs.pair(spec).privateKey().use(byte[]::clone);
        for (var other : TestingPairs.specs()) {
            if (other != spec) {
                assertRefused(other, pkcs8);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"SYMMETRIC_DEFAULT", "HMAC_256", "SM2"})
    void isOfNoOtherSpec(KeySpec spec) {
        assertRefused(spec, new byte[32]);
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_P256, 00",
        "ECC_NIST_P256, ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        "ECC_NIST_P256, ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "ECC_NIST_P256, 000000000000000000000000000000000000000000000000000000000000000001",
        "ECC_SECG_P256K1, fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
    })
    void refusesScalarsOutsideOfTheOrder(KeySpec spec, String scalar) {
        assertRefused(spec, TestingPairs.ecPrivateKey(spec, scalar));
    }

    /** Writers that leave zeroes out make no other key. */
    @Test
    void readsAShortScalar() {
        var full = "00".repeat(31) + "05";

        assertEquals(
                TestingPairs.ecMaterial(KeySpec.ECC_NIST_P256, full, BEST).id(),
                TestingPairs.ecMaterial(KeySpec.ECC_NIST_P256, "05", BEST).id());
    }

    @Test
    void refusesAPublicKeyOfAnotherKey() {
        var scalar = "05";
        var curve = EcCurve.P256;
        var right = HEX.formatHex(curve.publicPoint(BigInteger.valueOf(5)));
        var wrong = HEX.formatHex(curve.publicPoint(BigInteger.valueOf(6)));

        assertEquals(
                TestingPairs.ecMaterial(KeySpec.ECC_NIST_P256, scalar, BEST).id(),
                material(KeySpec.ECC_NIST_P256, ecWithPublicKey(scalar, right)).id());
        assertRefused(KeySpec.ECC_NIST_P256, ecWithPublicKey(scalar, wrong));
        assertRefused(KeySpec.ECC_NIST_P256, ecWithPublicKey(scalar, ""));
    }

    private static byte[] ecWithPublicKey(String scalar, String point) {
        return Pkcs8.write(
                EcCurve.P256.algorithm(),
                DerWriter.sequence(
                        DerWriter.integer(1),
                        DerWriter.octets(HEX.parseHex(scalar)),
                        DerWriter.value(0xa0, EcCurve.P256.oid()),
                        DerWriter.value(0xa1, DerWriter.bits(HEX.parseHex(point)))));
    }

    @Test
    void refusesAKeyThatNamesAnotherCurve() {
        var pkcs8 = Pkcs8.write(
                EcCurve.P256.algorithm(),
                DerWriter.sequence(
                        DerWriter.integer(1),
                        DerWriter.octets(new byte[] {5}),
                        DerWriter.value(0xa0, EcCurve.SECG_P256K1.oid())));

        assertRefused(KeySpec.ECC_NIST_P256, pkcs8);
    }

    /** RFC 8410, section 7, has this form: with attributes and the public key. */
    @ParameterizedTest
    @CsvSource({
        "'', d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, true",
        "'', d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511b, false",
        "a0021400, d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, true"
    })
    void readsTheSecondVersionOfPkcs8(String attributes, String publicKey, boolean isRead) {
        var seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        var pkcs8 = DerWriter.sequence(
                DerWriter.integer(1),
                HEX.parseHex("300506032b6570"),
                DerWriter.octets(DerWriter.octets(HEX.parseHex(seed))),
                HEX.parseHex(attributes),
                DerWriter.value(0x81, new byte[1], HEX.parseHex(publicKey)));
        if (isRead) {
            assertEquals(
                    TestingPairs.edwardsMaterial(seed, BEST).id(),
                    material(KeySpec.ECC_NIST_EDWARDS25519, pkcs8).id());
        } else {
            assertRefused(KeySpec.ECC_NIST_EDWARDS25519, pkcs8);
        }
    }

    @Test
    void refusesAnExpandedKeyWithoutOrWithAnotherSeed() throws IOException {
        var seed = new byte[32];
        var key = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, seed);
        var both = PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded();
        var expanded = PrivateKeyInfoFactory.createPrivateKeyInfo(
                        key.withPreferredFormat(MLDSAPrivateKeyParameters.EXPANDED_KEY))
                .getEncoded();
        var changed = both.clone();
        changed[changed.length - 1] ^= 1;

        assertEquals(KeySpec.ML_DSA_65, material(KeySpec.ML_DSA_65, both).spec());
        assertRefused(KeySpec.ML_DSA_65, expanded);
        assertRefused(KeySpec.ML_DSA_65, changed);
    }

    @Test
    void endsEveryUseOfThePrivateKeyWhenClosed() {
        var material = TestingPairs.otherMaterial(KeySpec.ECC_NIST_P256, BEST);
        var publicKey = material.publicKey();
        material.close();

        assertThrows(
                IllegalStateException.class,
                () -> material.usePrivateKey(MessageType.RAW, _ -> true));
        assertArrayEquals(publicKey, material.publicKey());
    }

    @Test
    void keepsSecretsOutOfRefusals() {
        var secret = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
        var pkcs8 = HEX.parseHex("302e020100300506032b657004220420" + secret + "00");
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> material(KeySpec.ECC_NIST_EDWARDS25519, pkcs8));

        assertFalse(String.valueOf(refusal.getMessage()).contains("4c"));
    }

    private static AsymmetricMaterial material(KeySpec spec, byte[] pkcs8) {
        return AsymmetricMaterial.of(TestingPairs.KEY, spec, SecretBytes.taking(pkcs8), BEST);
    }

    private static void assertRefused(KeySpec spec, byte[] pkcs8) {
        assertThrows(IllegalArgumentException.class, () -> material(spec, pkcs8));
    }
}
