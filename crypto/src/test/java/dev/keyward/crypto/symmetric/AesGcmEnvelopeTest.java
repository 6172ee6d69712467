package dev.keyward.crypto.symmetric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Ciphertext;
import dev.keyward.crypto.EncryptionContext;
import dev.keyward.crypto.KeyIdentity;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.SymmetricMaterial;
import dev.keyward.crypto.TestingRandom;
import dev.keyward.crypto.random.SystemRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AesGcmEnvelopeTest {

    private static final String BOTH = "dev.keyward.crypto.TestingProviders#all";

    private static final KeyIdentity KEY = new KeyIdentity("123456789012/mrk-1");

    private static final EncryptionContext CONTEXT =
            new EncryptionContext(Map.of("purpose", "test"));

    private static final byte[] PLAINTEXT = "a secret".getBytes(UTF_8);

    /** Computed with Python's hmac and cryptography from docs/reference/ciphertext-format.md. */
    private static final byte[] KNOWN_BLOB = HexFormat.of()
            .parseHex("4b5701"
                    + "12" + "3132333435363738393031322f6d726b2d31"
                    + "46ad4fce0715c5ad0713bf2419a84f15dfa71af2f8cf72fcf4da1c69b1372aa2"
                    + "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
                    + "ab481a9dd92bca7b" + "ab8e163131e508bdf5141b81766f9de8");

    @ParameterizedTest
    @MethodSource(BOTH)
    void writesTheDocumentedFormat(Providers providers) {
        var random = new TestingRandom();
        var material = SymmetricMaterial.generate(KEY, random, providers);
        var blob = new AesGcmEnvelope(providers, random)
                .seal(material, PLAINTEXT, CONTEXT)
                .encode();

        assertEquals(HexFormat.of().formatHex(KNOWN_BLOB), HexFormat.of().formatHex(blob));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void opensWhatEarlierVersionsSealed(Providers providers) {
        var material = SymmetricMaterial.generate(KEY, new TestingRandom(), providers);

        assertEquals(
                Optional.of(SecretBytes.copyOf(PLAINTEXT)),
                open(providers, material, KNOWN_BLOB, CONTEXT));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void opensWhatItSealedUpToTheLimits(Providers providers) {
        var random = new SystemRandom(providers);
        var envelope = new AesGcmEnvelope(providers, random);
        var longestName = new KeyIdentity("k".repeat(128));
        var material = SymmetricMaterial.generate(longestName, random, providers);
        for (int length : new int[] {1, 32, 4_096}) {
            var plaintext = random.bytes(length);
            var blob = envelope.seal(material, plaintext, CONTEXT).encode();

            assertTrue(blob.length <= 6_144, blob.length + " bytes");
            assertEquals(
                    Optional.of(SecretBytes.copyOf(plaintext)),
                    open(providers, material, blob, CONTEXT));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> envelope.seal(material, new byte[4_097], CONTEXT));
        assertThrows(
                IllegalArgumentException.class,
                () -> envelope.seal(material, new byte[0], CONTEXT));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void makesBlobsOfTheDocumentedLengths(Providers providers) {
        var random = new SystemRandom(providers);
        var envelope = new AesGcmEnvelope(providers, random);
        var key = new KeyIdentity("123456789012/1234abcd-12ab-34cd-56ef-1234567890ab");
        var material = SymmetricMaterial.generate(key, random, providers);

        assertEquals(165, envelope.seal(material, new byte[32], CONTEXT).encode().length);
        assertEquals(4_229, envelope.seal(material, new byte[4_096], CONTEXT).encode().length);
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void neverSealsTheSameTextAlike(Providers providers) {
        var random = new SystemRandom(providers);
        var envelope = new AesGcmEnvelope(providers, random);
        var material = SymmetricMaterial.generate(KEY, random, providers);

        assertFalse(Arrays.equals(
                envelope.seal(material, PLAINTEXT, CONTEXT).encode(),
                envelope.seal(material, PLAINTEXT, CONTEXT).encode()));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesEveryFlippedBit(Providers providers) {
        var material = SymmetricMaterial.generate(KEY, new TestingRandom(), providers);
        for (int bit = 0; bit < KNOWN_BLOB.length * Byte.SIZE; bit++) {
            var flipped = KNOWN_BLOB.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            int at = bit;

            assertTrue(open(providers, material, flipped, CONTEXT).isEmpty(), () -> "bit " + at);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesEveryTruncationAndEveryAppendedByte(Providers providers) {
        var material = SymmetricMaterial.generate(KEY, new TestingRandom(), providers);
        for (int length = 0; length <= KNOWN_BLOB.length + 3; length++) {
            var changed = Arrays.copyOf(KNOWN_BLOB, length);

            assertEquals(
                    length == KNOWN_BLOB.length,
                    open(providers, material, changed, CONTEXT).isPresent(),
                    length + " bytes");
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesAnotherContext(Providers providers) {
        var material = SymmetricMaterial.generate(KEY, new TestingRandom(), providers);
        var others = List.<Map<String, String>>of(
                Map.of(),
                Map.of("purpose", "Test"),
                Map.of("Purpose", "test"),
                Map.of("purpose", "test", "more", ""),
                Map.of("test", "purpose"));
        for (var pairs : others) {
            var other = new EncryptionContext(pairs);

            assertTrue(open(providers, material, KNOWN_BLOB, other).isEmpty(), pairs::toString);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesOtherMaterialOfTheSameKey(Providers providers) {
        var other = SymmetricMaterial.generate(KEY, new SystemRandom(providers), providers);

        assertTrue(open(providers, other, KNOWN_BLOB, CONTEXT).isEmpty());
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesTheSameMaterialUnderAnotherKey(Providers providers) {
        var other = new KeyIdentity("123456789012/mrk-2");
        var material = SymmetricMaterial.generate(other, new TestingRandom(), providers);

        assertTrue(open(providers, material, KNOWN_BLOB, CONTEXT).isEmpty());
    }

    /** The header is relabelled to what the opener expects; only authentication can tell. */
    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesABlobMovedToAnotherKey(Providers providers) {
        var other = new KeyIdentity("123456789012/mrk-2");
        var material = SymmetricMaterial.generate(other, new TestingRandom(), providers);
        var sealed = Ciphertext.parse(KNOWN_BLOB).orElseThrow().sealed();
        var moved = new Ciphertext(other, material.id(), sealed).encode();

        assertTrue(open(providers, material, moved, CONTEXT).isEmpty());
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void servesManyThreadsAtOnce(Providers providers)
            throws InterruptedException, ExecutionException {
        var random = new SystemRandom(providers);
        var envelope = new AesGcmEnvelope(providers, random);
        var material = SymmetricMaterial.generate(KEY, random, providers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 500)
                    .mapToObj(i -> threads.submit(() -> {
                        var plaintext = random.bytes(1 + i);
                        var sealed = envelope.seal(material, plaintext, CONTEXT);
                        return envelope.open(material, sealed, CONTEXT)
                                .equals(Optional.of(SecretBytes.copyOf(plaintext)));
                    }))
                    .toList();
            for (var answer : answers) {
                assertTrue(answer.get());
            }
        }
    }

    private static Optional<SecretBytes> open(
            Providers providers,
            SymmetricMaterial material,
            byte[] blob,
            EncryptionContext context) {
        var envelope = new AesGcmEnvelope(providers, new TestingRandom());
        return Ciphertext.parse(blob)
                .flatMap(ciphertext -> envelope.open(material, ciphertext, context));
    }
}
