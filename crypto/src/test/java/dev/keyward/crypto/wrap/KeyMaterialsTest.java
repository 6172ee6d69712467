package dev.keyward.crypto.wrap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.KeyIdentity;
import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.MacAlgorithm;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.TestingRandom;
import dev.keyward.crypto.random.SystemRandom;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class KeyMaterialsTest {

    private static final String BOTH = "dev.keyward.crypto.TestingProviders#all";

    private static final KeyIdentity KEY = new KeyIdentity("123456789012/mrk-1");

    /** Computed with Python's hmac and cryptography. */
    private static final String KNOWN = "01"
            + "404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f"
            + "5b6c510e887951faef15f88f6d4037b80a44edd57377c963c08632185ee3815c"
            + "446096110c8c04ab26f193eef4808b097d1c873ecffc750bf3d2680ccbae26bfd531";

    @ParameterizedTest
    @MethodSource(BOTH)
    void writesTheDocumentedFormat(Providers providers) {
        var materials = counting(providers);
        var material = materials.generate(KEY, KeySpec.SYMMETRIC_DEFAULT);

        assertEquals(KNOWN, HexFormat.of().formatHex(materials.seal(material)));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void opensWhatEarlierVersionsSealed(Providers providers) {
        var materials = counting(providers);
        var expected = materials.generate(KEY, KeySpec.SYMMETRIC_DEFAULT);
        var opened = materials
                .open(KEY, expected.id(), HexFormat.of().parseHex(KNOWN))
                .orElseThrow();

        assertEquals(KeySpec.SYMMETRIC_DEFAULT, opened.spec());
        assertEquals(KEY, opened.key());
        assertEquals(expected.id(), opened.id());
        assertEquals(expected.secret(), opened.secret());
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesMaterialMovedToAnotherKeyOrName(Providers providers) {
        var materials = random(providers);
        var material = materials.generate(KEY, KeySpec.SYMMETRIC_DEFAULT);
        var sealed = materials.seal(material);
        var otherId = materials.generate(KEY, KeySpec.SYMMETRIC_DEFAULT).id();

        assertTrue(materials.open(KEY, material.id(), sealed).isPresent());
        assertTrue(materials.open(KEY, otherId, sealed).isEmpty());
        assertTrue(materials
                .open(new KeyIdentity("123456789012/mrk-2"), material.id(), sealed)
                .isEmpty());
        assertTrue(random(providers).open(KEY, material.id(), sealed).isEmpty());
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void takesWhatWasMadeElsewhereIfItFitsTheSpec(Providers providers) {
        var materials = random(providers);
        var secret = SecretBytes.taking(new byte[32]);
        var material =
                materials.imported(KEY, KeySpec.SYMMETRIC_DEFAULT, secret).orElseThrow();
        assertSame(secret, material.secret());
        var longest = materials
                .imported(KEY, KeySpec.HMAC_256, SecretBytes.taking(new byte[128]))
                .orElseThrow();
        var opened = materials.open(KEY, longest.id(), materials.seal(longest)).orElseThrow();
        assertEquals(longest.secret(), opened.secret());
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void zeroesWhatDoesNotFitTheSpec(Providers providers) {
        for (var spec : List.of(KeySpec.SYMMETRIC_DEFAULT, KeySpec.HMAC_512, KeySpec.RSA_2048)) {
            var bytes = new byte[] {1, 2, 3};
            var secret = SecretBytes.taking(bytes);
            assertTrue(random(providers).imported(KEY, spec, secret).isEmpty());
            assertArrayEquals(new byte[3], bytes, spec.name());
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesEveryFlippedBit(Providers providers) {
        var materials = random(providers);
        var material = materials.generate(KEY, KeySpec.SYMMETRIC_DEFAULT);
        var sealed = materials.seal(material);
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            var flipped = sealed.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

            assertTrue(materials.open(KEY, material.id(), flipped).isEmpty(), "bit " + bit);
        }
    }

    @ParameterizedTest
    @EnumSource(MacAlgorithm.class)
    void opensTheHmacMaterialThatItSealed(MacAlgorithm algorithm) {
        var materials = random(Providers.best());
        var material = materials.generate(KEY, algorithm.spec());
        var opened =
                materials.open(KEY, material.id(), materials.seal(material)).orElseThrow();

        assertEquals(algorithm.spec(), opened.spec());
        assertEquals(material.id(), opened.id());
        assertEquals(material.secret(), opened.secret());
    }

    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingPairs#specs")
    void opensThePairsThatItSealed(KeySpec spec) {
        var materials = random(Providers.best());
        var material = materials.generate(KEY, spec);
        var opened =
                materials.open(KEY, material.id(), materials.seal(material)).orElseThrow();

        assertEquals(spec, opened.spec());
        assertEquals(material.id(), opened.id());
        assertEquals(material.secret(), opened.secret());
        assertArrayEquals(
                ((AsymmetricMaterial) material).publicKey(),
                ((AsymmetricMaterial) opened).publicKey());
    }

    @Test
    void makesPairsThatBelongToNoKey() {
        try (var pair = random(Providers.best()).generatePair(KeySpec.ECC_NIST_P384)) {
            var material = AsymmetricMaterial.of(
                    KEY, KeySpec.ECC_NIST_P384, pair.privateKey(), Providers.jdk());

            assertArrayEquals(pair.publicKey(), material.publicKey());
        }
    }

    @Test
    void makesNoKeysOfSm2() {
        var materials = random(Providers.best());

        assertThrows(IllegalArgumentException.class, () -> materials.generate(KEY, KeySpec.SM2));
        assertThrows(IllegalArgumentException.class, () -> materials.generatePair(KeySpec.SM2));
        assertThrows(
                IllegalArgumentException.class, () -> materials.generatePair(KeySpec.HMAC_256));
    }

    /** Sealed by the right key, for the right key, under the right name: only the spec is wrong. */
    @ParameterizedTest
    @CsvSource({
        "HMAC_SHA_256, HMAC_256, true",
        "HMAC_SHA_256, RSA_2048, false",
        "HMAC_SHA_256, HMAC_384, false",
        "HMAC_SHA_384, SYMMETRIC_DEFAULT, false",
        "HMAC_SHA_256, NO_SUCH_SPEC, false",
        "HMAC_SHA_256, ECC_NIST_P256, false"
    })
    void refusesMaterialThatDoesNotFitItsSpec(
            MacAlgorithm algorithm, String spec, boolean isOpened) {
        var providers = Providers.jdk();
        var random = new SystemRandom(providers);
        var root = RootKey.generate(providers, random);
        var materials = new KeyMaterials(root, providers, random);
        var material = materials.generate(KEY, algorithm.spec());
        var plaintext = material.secret()
                .use(secret -> Bytes.join((spec + "\0").getBytes(US_ASCII), secret));
        var sealed = root.sealer("key-material").seal(plaintext, KEY.value().getBytes(US_ASCII));

        assertEquals(isOpened, materials.open(KEY, material.id(), sealed).isPresent());
    }

    @Test
    void hidesTheSecret() {
        var materials = counting(Providers.jdk());
        var material = materials.generate(KEY, KeySpec.SYMMETRIC_DEFAULT);
        var secret = material.secret().use(HexFormat.of()::formatHex);

        assertFalse(HexFormat.of().formatHex(materials.seal(material)).contains(secret));
    }

    private static KeyMaterials counting(Providers providers) {
        var random = new TestingRandom();
        return new KeyMaterials(RootKey.generate(providers, random), providers, random);
    }

    private static KeyMaterials random(Providers providers) {
        var random = new SystemRandom(providers);
        return new KeyMaterials(RootKey.generate(providers, random), providers, random);
    }
}
