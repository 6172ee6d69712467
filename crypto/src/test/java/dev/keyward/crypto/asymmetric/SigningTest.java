package dev.keyward.crypto.asymmetric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.MessageType;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SigningAlgorithm;
import dev.keyward.crypto.TestingPairs;
import dev.keyward.crypto.TestingProviders;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SigningTest {

    private static final HexFormat HEX = HexFormat.of();

    private static final List<Providers> ALL = TestingProviders.all().toList();

    private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

    /** RFC 8032, section 7.3. */
    private static final String ED25519PH_SEED =
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42";

    private static final String ED25519PH_OF_ABC =
            "98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae41"
                    + "31f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406";

    /** Every algorithm with every spec and type that it goes with. */
    static Stream<Arguments> all() {
        return TestingPairs.specs().stream()
                .flatMap(spec -> spec.signingAlgorithms().stream()
                        .flatMap(algorithm -> Arrays.stream(MessageType.values())
                                .filter(algorithm::takes)
                                .map(type -> Arguments.of(spec, algorithm, type))));
    }

    /** What one provider signs, each verifies, and so does a library that shares no code with it. */
    @ParameterizedTest
    @MethodSource("all")
    void signsWhatOthersVerify(KeySpec spec, SigningAlgorithm algorithm, MessageType type) {
        var input = input(spec, algorithm, type, MESSAGE);
        for (var signer : ALL) {
            var material = TestingPairs.material(spec, signer);
            var signature = new Signing(signer).sign(material, input);
            for (var verifier : ALL) {
                var other = TestingPairs.material(spec, verifier);

                assertTrue(new Signing(verifier).verify(other, input, signature));
            }

            assertTrue(TestingVerifier.verifies(material.publicKey(), input, signature));
        }
    }

    /** As {@link #all}, without RAW and without the one algorithm that does not take it. */
    static Stream<Arguments> digests() {
        return all().filter(arguments -> arguments.get()[2] != MessageType.RAW
                && arguments.get()[1] != SigningAlgorithm.ED25519_PH_SHA_512);
    }

    @ParameterizedTest
    @MethodSource("digests")
    void takesTheDigestForTheMessage(KeySpec spec, SigningAlgorithm algorithm, MessageType type) {
        for (var providers : ALL) {
            var signing = new Signing(providers);
            var material = TestingPairs.material(spec, providers);
            var raw = input(spec, algorithm, MessageType.RAW, MESSAGE);
            var given = input(spec, algorithm, type, MESSAGE);

            assertTrue(signing.verify(material, raw, signing.sign(material, given)));
            assertTrue(signing.verify(material, given, signing.sign(material, raw)));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesAnotherMessageKeyOrAlgorithm(
            KeySpec spec, SigningAlgorithm algorithm, MessageType type) {
        var input = input(spec, algorithm, type, MESSAGE);
        var otherInput = input(spec, algorithm, type, "b message".getBytes(UTF_8));
        var best = ALL.getFirst();
        var signature = new Signing(best).sign(material(spec), input);
        var otherMaterial = spec.isRsa()
                ? TestingPairs.otherMaterial(KeySpec.RSA_2048, best)
                : TestingPairs.otherMaterial(spec, best);
        for (var providers : ALL) {
            var signing = new Signing(providers);
            var material = TestingPairs.material(spec, providers);

            assertFalse(signing.verify(material, otherInput, signature));
            assertFalse(new Signing(best).verify(otherMaterial, input, signature));
            for (var other : spec.signingAlgorithms()) {
                if (other != algorithm && other.takes(type)) {
                    var otherwise = input(spec, other, type, MESSAGE);

                    assertFalse(signing.verify(material, otherwise, signature), other::name);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesSignaturesOfAnotherLength(
            KeySpec spec, SigningAlgorithm algorithm, MessageType type) {
        var input = input(spec, algorithm, type, MESSAGE);
        var signature = new Signing(ALL.getFirst()).sign(material(spec), input);
        for (var providers : ALL) {
            var signing = new Signing(providers);
            var material = TestingPairs.material(spec, providers);

            assertFalse(signing.verify(material, input, new byte[0]));
            assertFalse(signing.verify(material, input, new byte[1]));
            assertFalse(signing.verify(material, input, new byte[signature.length]));
            assertFalse(signing.verify(
                    material, input, Arrays.copyOf(signature, signature.length - 1)));
            assertFalse(signing.verify(
                    material, input, Arrays.copyOf(signature, signature.length + 1)));
            assertFalse(signing.verify(material, input, new byte[6_144]));
        }
    }

    @Property(tries = 40)
    void refusesEveryFlippedBit(
            @ForAll @IntRange(min = 0, max = 45) int choice,
            @ForAll @Size(max = 80) byte[] message,
            @ForAll @IntRange(min = 0, max = 1_000_000) int position) {
        var cases = all().toList();
        var chosen = cases.get(choice % cases.size()).get();
        var spec = (KeySpec) chosen[0];
        var input = input(spec, (SigningAlgorithm) chosen[1], (MessageType) chosen[2], message);
        var signature = new Signing(ALL.getFirst()).sign(material(spec), input);
        int bit = position % (signature.length * Byte.SIZE);
        var flipped = signature.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        for (var providers : ALL) {
            var signing = new Signing(providers);
            var material = TestingPairs.material(spec, providers);

            assertTrue(signing.verify(material, input, signature));
            assertFalse(signing.verify(material, input, flipped));
        }
    }

    /** RFC 8032, section 7.1, tests 1 and 2. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, '',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, 72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    })
    void makesTheEd25519SignaturesOfTheStandard(String seed, String message, String expected) {
        for (var providers : ALL) {
            var material = TestingPairs.edwardsMaterial(seed, providers);
            var input = new SigningInput(
                    SigningAlgorithm.ED25519_SHA_512, MessageType.RAW, HEX.parseHex(message));

            assertEquals(expected, HEX.formatHex(new Signing(providers).sign(material, input)));
        }
    }

    /** RFC 6979, sections A.2.5 to A.2.7, the message "sample". */
    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_P256, ECDSA_SHA_256,"
                + "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721,"
                + "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716,"
                + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        "ECC_NIST_P384, ECDSA_SHA_384,"
                + "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d8"
                + "96d5724e4c70a825f872c9ea60d2edf5,"
                + "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c"
                + "81a648152e44acf96e36dd1e80fabe46,"
                + "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94f"
                + "a329c145786e679e7b82c71a38628ac8",
        "ECC_NIST_P521, ECDSA_SHA_512,"
                + "00fad06daa62ba3b25d2fb40133da757205de67f5bb0018fee8c86e1b68c7e75"
                + "caa896eb32f1f47c70855836a6d16fcc1466f6d8fbec67db89ec0c08b0e996b83538,"
                + "00c328fafcbd79dd77850370c46325d987cb525569fb63c5d3bc53950e6d4c5f"
                + "174e25a1ee9017b5d450606add152b534931d7d4e8455cc91f9b15bf05ec36e377fa,"
                + "00617cce7cf5064806c467f678d3b4080d6f1cc50af26ca209417308281b68af"
                + "282623eaa63e5b5c0723d8b8c37ff0777b1a20f8ccb1dccc43997f1ee0e44da4a67a"
    })
    void verifiesTheEcdsaSignaturesOfTheStandard(
            KeySpec spec, SigningAlgorithm algorithm, String scalar, String r, String s) {
        for (var providers : ALL) {
            var material = TestingPairs.ecMaterial(spec, scalar, providers);
            var input = new SigningInput(algorithm, MessageType.RAW, "sample".getBytes(UTF_8));

            assertTrue(new Signing(providers).verify(material, input, TestingPairs.ecdsa(r, s)));
        }
    }

    /** RFC 8017, appendix B.1: verifiers may take it; who looks must not matter, so none does. */
    @Test
    void refusesAHashNamedWithoutParameters() throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(MESSAGE);
        var named = HEX.parseHex("302f300b06096086480165030402010420" + HEX.formatHex(digest));
        for (var providers : ALL) {
            var material = TestingPairs.material(KeySpec.RSA_2048, providers);
            PrivateKey key = material.usePrivateKey(MessageType.RAW, own -> own);
            var cipher = providers.asymmetric().newPkcs1();
            cipher.init(Cipher.ENCRYPT_MODE, key);
            var signature = cipher.doFinal(named);
            for (var type : List.of(MessageType.RAW, MessageType.DIGEST)) {
                var input = input(
                        KeySpec.RSA_2048,
                        SigningAlgorithm.RSASSA_PKCS1_V1_5_SHA_256,
                        type,
                        MESSAGE);

                assertFalse(new Signing(providers).verify(material, input, signature));
            }
        }
    }

    @Test
    void takesMessagesWithinTheLimits() {
        var raw = MessageType.RAW;
        assertEquals(4_096, input(SigningAlgorithm.ED25519_SHA_512, raw, 4_096).message().length);
        assertRefused(SigningAlgorithm.ED25519_SHA_512, raw, 4_097);
        assertRefused(SigningAlgorithm.ED25519_SHA_512, MessageType.DIGEST, 64);
        assertRefused(SigningAlgorithm.ED25519_PH_SHA_512, raw, 64);
        assertRefused(SigningAlgorithm.ED25519_PH_SHA_512, MessageType.DIGEST, 63);
        assertRefused(SigningAlgorithm.ML_DSA_SHAKE_256, MessageType.DIGEST, 64);
        assertRefused(SigningAlgorithm.ML_DSA_SHAKE_256, MessageType.EXTERNAL_MU, 65);
        assertRefused(SigningAlgorithm.ECDSA_SHA_256, MessageType.EXTERNAL_MU, 64);
        assertRefused(SigningAlgorithm.ECDSA_SHA_256, MessageType.DIGEST, 31);
        assertRefused(SigningAlgorithm.ECDSA_SHA_256, MessageType.DIGEST, 33);
    }

    private static SigningInput input(SigningAlgorithm algorithm, MessageType type, int length) {
        return new SigningInput(algorithm, type, new byte[length]);
    }

    private static void assertRefused(SigningAlgorithm algorithm, MessageType type, int length) {
        assertThrows(IllegalArgumentException.class, () -> input(algorithm, type, length));
    }

    @Test
    void refusesAnAlgorithmOfAnotherSpec() {
        var signing = new Signing(ALL.getFirst());
        var material = material(KeySpec.ECC_NIST_P256);
        var input = input(SigningAlgorithm.ECDSA_SHA_384, MessageType.RAW, 1);

        assertThrows(IllegalArgumentException.class, () -> signing.sign(material, input));
        assertThrows(
                IllegalArgumentException.class,
                () -> signing.verify(material, input, new byte[104]));
    }

    @Test
    void doesNotSignWithClosedMaterial() {
        var material = TestingPairs.otherMaterial(KeySpec.ECC_NIST_P256, ALL.getFirst());
        material.close();

        assertThrows(
                IllegalStateException.class,
                () -> new Signing(ALL.getFirst())
                        .sign(material, input(SigningAlgorithm.ECDSA_SHA_256, MessageType.RAW, 1)));
    }

    @Test
    void hashesADigestAgainForEd25519ph() throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-512").digest("abc".getBytes(UTF_8));
        var input =
                new SigningInput(SigningAlgorithm.ED25519_PH_SHA_512, MessageType.DIGEST, digest);
        var signatures = ALL.stream()
                .map(providers -> new Signing(providers)
                        .sign(TestingPairs.edwardsMaterial(ED25519PH_SEED, providers), input))
                .toList();

        assertArrayEquals(signatures.getFirst(), signatures.getLast());
        // That is the signature of the message "abc", whose digest was given.
        assertFalse(HEX.formatHex(signatures.getFirst()).equals(ED25519PH_OF_ABC));
    }

    /** RFC 8032, section 7.3. */
    @Test
    void makesTheEd25519phSignatureOfTheStandard() throws GeneralSecurityException {
        for (var providers : ALL) {
            var signature = providers
                    .asymmetric()
                    .newSignature(
                            SigningAlgorithm.ED25519_PH_SHA_512,
                            KeySpec.ECC_NIST_EDWARDS25519,
                            MessageType.DIGEST);
            signature.initSign(TestingPairs.edwardsMaterial(ED25519PH_SEED, providers)
                    .usePrivateKey(MessageType.DIGEST, key -> key));
            signature.update("abc".getBytes(UTF_8));

            assertEquals(ED25519PH_OF_ABC, HEX.formatHex(signature.sign()));
        }
    }

    private static SigningInput input(
            KeySpec spec, SigningAlgorithm algorithm, MessageType type, byte[] message) {
        return new SigningInput(
                algorithm,
                type,
                switch (type) {
                    case RAW -> message;
                    case DIGEST -> digest("SHA-" + algorithm.digestLength() * Byte.SIZE, message);
                    case EXTERNAL_MU -> mu(spec, message);
                });
    }

    private static AsymmetricMaterial material(KeySpec spec) {
        return TestingPairs.material(spec, ALL.getFirst());
    }

    private static byte[] digest(String hash, byte[] message) {
        try {
            return MessageDigest.getInstance(hash).digest(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** FIPS 204, algorithm 7, line 6, with the empty context of algorithm 2. */
    private static byte[] mu(KeySpec spec, byte[] message) {
        var publicKey = material(spec).publicKey();
        int rawLength = switch (spec) {
            case ML_DSA_44 -> 1_312;
            case ML_DSA_65 -> 1_952;
            default -> 2_592;
        };
        var raw = Arrays.copyOfRange(publicKey, publicKey.length - rawLength, publicKey.length);
        return shake(shake(raw), new byte[2], message);
    }

    private static byte[] shake(byte[]... parts) {
        var shake = new SHAKEDigest(256);
        for (var part : parts) {
            shake.update(part, 0, part.length);
        }
        var out = new byte[64];
        shake.doFinal(out, 0, out.length);
        return out;
    }
}
