package dev.keyward.crypto.wrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.TestingRandom;
import dev.keyward.crypto.random.SystemRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SealerTest {

    private static final String BOTH = "dev.keyward.crypto.TestingProviders#all";

    private static final byte[] PLAINTEXT = "a secret".getBytes(UTF_8);

    private static final byte[] AAD = "aad".getBytes(UTF_8);

    /** Computed with Python's hmac and cryptography from docs/reference/ciphertext-format.md. */
    private static final String KNOWN = "01"
            + "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
            + "1d11e1d6d177316a" + "a41122bc83e4c8a60739745055607215";

    @ParameterizedTest
    @MethodSource(BOTH)
    void writesTheDocumentedFormat(Providers providers) {
        var sealer = RootKey.generate(providers, new TestingRandom()).sealer("session-token");

        assertEquals(KNOWN, HexFormat.of().formatHex(sealer.seal(PLAINTEXT, AAD)));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void opensWhatEarlierVersionsSealed(Providers providers) {
        var sealer = RootKey.generate(providers, new TestingRandom()).sealer("session-token");

        assertEquals(
                Optional.of(SecretBytes.copyOf(PLAINTEXT)),
                sealer.open(HexFormat.of().parseHex(KNOWN), AAD));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void opensEvenNothing(Providers providers) {
        var sealer = sealer(providers);
        var sealed = sealer.seal(new byte[0], new byte[0]);

        assertEquals(Sealer.OVERHEAD, sealed.length);
        assertEquals(
                Optional.of(SecretBytes.taking(new byte[0])), sealer.open(sealed, new byte[0]));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesEveryFlippedBit(Providers providers) {
        var sealer = sealer(providers);
        var sealed = sealer.seal(PLAINTEXT, AAD);
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            var flipped = sealed.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

            assertTrue(sealer.open(flipped, AAD).isEmpty(), "bit " + bit);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesEveryTruncationAndEveryAppendedByte(Providers providers) {
        var sealer = sealer(providers);
        var sealed = sealer.seal(PLAINTEXT, AAD);
        for (int length = 0; length <= sealed.length + 3; length++) {
            assertEquals(
                    length == sealed.length,
                    sealer.open(Arrays.copyOf(sealed, length), AAD).isPresent());
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesAnotherPurposeRootKeyOrData(Providers providers) {
        var random = new SystemRandom(providers);
        var root = RootKey.generate(providers, random);
        var sealed = root.sealer("session-token").seal(PLAINTEXT, AAD);
        var otherRoot = RootKey.generate(providers, random);

        assertTrue(root.sealer("session-token").open(sealed, AAD).isPresent());
        assertTrue(root.sealer("page-marker").open(sealed, AAD).isEmpty());
        assertTrue(otherRoot.sealer("session-token").open(sealed, AAD).isEmpty());
        assertTrue(
                root.sealer("session-token").open(sealed, "aae".getBytes(UTF_8)).isEmpty());
        assertTrue(root.sealer("session-token").open(sealed, new byte[0]).isEmpty());
    }

    private static Sealer sealer(Providers providers) {
        return RootKey.generate(providers, new SystemRandom(providers)).sealer("test");
    }
}
