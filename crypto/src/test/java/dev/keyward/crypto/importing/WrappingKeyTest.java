package dev.keyward.crypto.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.TestingProviders;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class WrappingKeyTest {

    /** One for each provider, since making them is slow. */
    private static final List<WrappingKey> KEYS = TestingProviders.all()
            .map(providers -> WrappingKey.generate(WrappingKeySpec.RSA_2048, providers))
            .toList();

    private static final byte[] MATERIAL =
            HexFormat.of().parseHex("00112233445566778899aabbccddeeff".repeat(2));

    /** RFC 5649, section 6. */
    private static final byte[] KEK =
            HexFormat.of().parseHex("5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8");

    private static final int RSA_BYTES = 256;

    static Stream<Arguments> keysAndAlgorithms() {
        return KEYS.stream()
                .flatMap(key -> Arrays.stream(WrappingAlgorithm.values())
                        .map(algorithm -> Arguments.of(key, algorithm)));
    }

    static List<WrappingKey> keys() {
        return KEYS;
    }

    @ParameterizedTest
    @MethodSource("keysAndAlgorithms")
    void unwrapsWhatAnotherWrapped(WrappingKey key, WrappingAlgorithm algorithm)
            throws GeneralSecurityException {
        for (int length : new int[] {1, 7, 8, 28, 32, 64, 185}) {
            var material = Arrays.copyOf(MATERIAL, length);
            var wrapped = TestingWrapper.wrap(key.publicKey(), algorithm, material);

            assertUnwraps(material, key.unwrap(algorithm, wrapped));
        }
    }

    @ParameterizedTest
    @EnumSource(WrappingKeySpec.class)
    void makesKeysOfEverySpecAndWrapsTheLongestPrivateKeys(WrappingKeySpec spec)
            throws GeneralSecurityException {
        var key = WrappingKey.generate(spec, Providers.best());
        var publicKey = TestingWrapper.key(key.publicKey());
        var material = new byte[2_400];
        material[0] = 0x30;
        for (var algorithm : List.of(
                WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_1,
                WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_256)) {
            var wrapped = TestingWrapper.wrap(key.publicKey(), algorithm, material);

            assertUnwraps(material, key.unwrap(algorithm, wrapped));
        }
        assertEquals(spec, key.spec());
        assertEquals(spec.bits(), publicKey.getModulus().bitLength());
        assertEquals(BigInteger.valueOf(65_537), publicKey.getPublicExponent());
    }

    @Test
    void makesANewKeyEachTime() {
        var providers = Providers.best();
        var other = WrappingKey.generate(WrappingKeySpec.RSA_2048, providers);

        assertTrue(!Arrays.equals(KEYS.getFirst().publicKey(), other.publicKey()));
    }

    @ParameterizedTest
    @CsvSource({
        "c37b7e6492584340bed12207808941155068f738, "
                + "138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a",
        "466f7250617369, afbeb0f07dfbf5419200f2ccb50bb24f"
    })
    void unwrapsTheKnownAnswersOfTheStandard(String material, String wrapped)
            throws GeneralSecurityException {
        for (var key : KEYS) {
            var all = Bytes.join(
                    TestingWrapper.encrypt(key.publicKey(), "SHA-256", KEK),
                    HexFormat.of().parseHex(wrapped));

            assertUnwraps(
                    HexFormat.of().parseHex(material),
                    key.unwrap(WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_256, all));
        }
    }

    @ParameterizedTest
    @MethodSource("keysAndAlgorithms")
    void refusesEveryFlippedByte(WrappingKey key, WrappingAlgorithm algorithm)
            throws GeneralSecurityException {
        var wrapped = TestingWrapper.wrap(key.publicKey(), algorithm, MATERIAL);
        for (int at = 0; at < wrapped.length; at++) {
            var flipped = wrapped.clone();
            flipped[at] ^= (byte) 0xff;

            assertEquals(Optional.empty(), key.unwrap(algorithm, flipped), "byte " + at);
        }
    }

    @ParameterizedTest
    @MethodSource("keysAndAlgorithms")
    void refusesEveryFlippedBitOfTheAesWrapping(WrappingKey key, WrappingAlgorithm algorithm)
            throws GeneralSecurityException {
        var wrapped = TestingWrapper.wrap(key.publicKey(), algorithm, MATERIAL);
        for (int bit = RSA_BYTES * Byte.SIZE; bit < wrapped.length * Byte.SIZE; bit++) {
            var flipped = wrapped.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

            assertEquals(Optional.empty(), key.unwrap(algorithm, flipped), "bit " + bit);
        }
    }

    @ParameterizedTest
    @MethodSource("keysAndAlgorithms")
    void refusesEveryOtherLength(WrappingKey key, WrappingAlgorithm algorithm)
            throws GeneralSecurityException {
        var wrapped = TestingWrapper.wrap(key.publicKey(), algorithm, MATERIAL);
        var lengths = Stream.concat(
                Stream.iterate(0, length -> length <= wrapped.length + 24, length -> length + 1),
                Stream.of(6_144, 6_145, 65_536));
        for (int length : lengths.filter(each -> each != wrapped.length).toList()) {
            assertEquals(
                    Optional.empty(),
                    key.unwrap(algorithm, Arrays.copyOf(wrapped, length)),
                    "length " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("keysAndAlgorithms")
    void refusesWhatWasWrappedOtherwise(WrappingKey key, WrappingAlgorithm algorithm)
            throws GeneralSecurityException {
        for (var other : WrappingAlgorithm.values()) {
            var wrapped = TestingWrapper.wrap(key.publicKey(), other, MATERIAL);

            assertEquals(other == algorithm, key.unwrap(algorithm, wrapped).isPresent());
        }
    }

    @ParameterizedTest
    @MethodSource("keysAndAlgorithms")
    void refusesWhatWasWrappedUnderAnotherKey(WrappingKey key, WrappingAlgorithm algorithm)
            throws GeneralSecurityException {
        var other = WrappingKey.generate(WrappingKeySpec.RSA_2048, Providers.best());
        var wrapped = TestingWrapper.wrap(other.publicKey(), algorithm, MATERIAL);

        assertEquals(Optional.empty(), key.unwrap(algorithm, wrapped));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void refusesOtherPaddings(WrappingKey key) throws GeneralSecurityException {
        var labelled = new OAEPParameterSpec(
                "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, new PSource.PSpecified(new byte[] {1
                }));
        var otherMask = new OAEPParameterSpec(
                "SHA-256", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
        var pkcs1 = Cipher.getInstance("RSA/ECB/PKCS1Padding", "SunJCE");
        pkcs1.init(Cipher.ENCRYPT_MODE, TestingWrapper.key(key.publicKey()));

        for (var wrapped : List.of(
                TestingWrapper.encrypt(key.publicKey(), labelled, MATERIAL),
                TestingWrapper.encrypt(key.publicKey(), otherMask, MATERIAL),
                pkcs1.doFinal(MATERIAL))) {
            assertEquals(
                    Optional.empty(), key.unwrap(WrappingAlgorithm.RSAES_OAEP_SHA_256, wrapped));
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void refusesNothingWrappedWell(WrappingKey key) throws GeneralSecurityException {
        var wrapped = TestingWrapper.encrypt(key.publicKey(), "SHA-256", new byte[0]);

        assertEquals(Optional.empty(), key.unwrap(WrappingAlgorithm.RSAES_OAEP_SHA_256, wrapped));
    }

    /** The key of zeroes stands in for one that could not be had: it must open nothing itself. */
    @ParameterizedTest
    @MethodSource("keys")
    void refusesAnAesKeyThatIsNone(WrappingKey key) throws GeneralSecurityException {
        var underZeroes = TestingWrapper.keyWrap(new byte[32], MATERIAL);
        for (int length : new int[] {0, 1, 15, 17, 31, 33, 64}) {
            var encrypted = TestingWrapper.encrypt(key.publicKey(), "SHA-256", new byte[length]);

            assertEquals(
                    Optional.empty(),
                    key.unwrap(
                            WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_256,
                            Bytes.join(encrypted, underZeroes)));
        }
        assertEquals(
                Optional.empty(),
                key.unwrap(
                        WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_256,
                        Bytes.join(new byte[RSA_BYTES], underZeroes)));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void takesAesKeysOfEveryLength(WrappingKey key) throws GeneralSecurityException {
        for (int length : new int[] {16, 24, 32}) {
            var aesKey = Arrays.copyOf(MATERIAL, length);
            var wrapped = Bytes.join(
                    TestingWrapper.encrypt(key.publicKey(), "SHA-1", aesKey),
                    TestingWrapper.keyWrap(aesKey, MATERIAL));

            assertUnwraps(MATERIAL, key.unwrap(WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_1, wrapped));
        }
    }

    @Test
    void saysNothingOfItsKey() {
        assertEquals("WrappingKey[RSA_2048]", KEYS.getFirst().toString());
    }

    private static void assertUnwraps(byte[] material, Optional<SecretBytes> unwrapped) {
        assertEquals(Optional.of(SecretBytes.copyOf(material)), unwrapped);
    }
}
