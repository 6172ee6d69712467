package dev.keyward.crypto.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.TestingProviders;
import dev.keyward.crypto.random.SystemRandom;
import dev.keyward.crypto.wrap.RootKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ImportTokensTest {

    private static final String BOTH = "dev.keyward.crypto.TestingProviders#all";

    private static final String KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/mrk-1";

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678912Z");

    private static final Providers PROVIDERS = Providers.best();

    private static final RootKey ROOT = RootKey.generate(PROVIDERS, new SystemRandom(PROVIDERS));

    private static final ImportTokens TOKENS = new ImportTokens(ROOT, PROVIDERS);

    private static final WrappingKey KEY =
            WrappingKey.generate(WrappingKeySpec.RSA_2048, PROVIDERS);

    private static final ImportToken TOKEN =
            ImportToken.at(NOW, WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_256, KEY);

    @ParameterizedTest
    @MethodSource(BOTH)
    void opensWhatWasSealedByWhoeverComputed(Providers providers) throws GeneralSecurityException {
        var material = "material".getBytes(UTF_8);
        for (var algorithm : WrappingAlgorithm.values()) {
            var sealed = TOKENS.seal(ImportToken.at(NOW, algorithm, KEY), KEY_ARN);
            var opened = new ImportTokens(ROOT, providers).open(sealed, KEY_ARN).orElseThrow();
            var wrapped = TestingWrapper.wrap(KEY.publicKey(), algorithm, material);

            assertEquals(algorithm, opened.algorithm());
            assertEquals(WrappingKeySpec.RSA_2048, opened.wrappingKey().spec());
            assertEquals(Instant.parse("2026-01-03T03:04:05.678Z"), opened.validTo());
            assertArrayEquals(KEY.publicKey(), opened.wrappingKey().publicKey());
            assertEquals(Optional.of(SecretBytes.copyOf(material)), opened.unwrap(wrapped));
        }
    }

    /** KMS API Reference, ImportKeyMaterial: an import token has 6,144 bytes at most. */
    @ParameterizedTest
    @EnumSource(WrappingKeySpec.class)
    void fitsTheApi(WrappingKeySpec spec) {
        for (var providers : TestingProviders.all().toList()) {
            var key = WrappingKey.generate(spec, providers);
            var token = ImportToken.at(NOW, WrappingAlgorithm.RSAES_OAEP_SHA_256, key);

            assertTrue(TOKENS.seal(token, KEY_ARN).length <= 6_144);
        }
    }

    @Test
    void expiresAfterADay() {
        assertFalse(TOKEN.hasExpired(Instant.parse("2026-01-03T03:04:05.677999Z")));
        assertTrue(TOKEN.hasExpired(Instant.parse("2026-01-03T03:04:05.678Z")));
    }

    @Test
    void unwrapsByItsOwnAlgorithmOnly() throws GeneralSecurityException {
        var material = "material".getBytes(UTF_8);
        for (var algorithm : WrappingAlgorithm.values()) {
            var wrapped = TestingWrapper.wrap(KEY.publicKey(), algorithm, material);

            assertEquals(algorithm == TOKEN.algorithm(), TOKEN.unwrap(wrapped).isPresent());
        }
    }

    @Test
    void refusesAnotherKeyRegionOrRootKey() {
        var sealed = TOKENS.seal(TOKEN, KEY_ARN);
        var otherRoot = RootKey.generate(PROVIDERS, new SystemRandom(PROVIDERS));

        for (var other : List.of(KEY_ARN + "0", KEY_ARN.replace("eu-west-1", "us-east-1"), "")) {
            assertTrue(TOKENS.open(sealed, other).isEmpty(), other);
        }
        assertTrue(new ImportTokens(otherRoot, PROVIDERS).open(sealed, KEY_ARN).isEmpty());
    }

    @Test
    void refusesEveryFlippedByteAndEveryOtherLength() {
        var sealed = TOKENS.seal(TOKEN, KEY_ARN);
        for (int at = 0; at < sealed.length; at++) {
            var flipped = sealed.clone();
            flipped[at] ^= (byte) 0xff;

            assertTrue(TOKENS.open(flipped, KEY_ARN).isEmpty(), "byte " + at);
            assertTrue(TOKENS.open(Arrays.copyOf(sealed, at), KEY_ARN).isEmpty(), "length " + at);
        }
        assertTrue(
                TOKENS.open(Arrays.copyOf(sealed, sealed.length + 1), KEY_ARN).isEmpty());
        assertTrue(TOKENS.open(new byte[65_536], KEY_ARN).isEmpty());
    }

    /** Whatever a root key sealed, what is not a token of this version is none. */
    @Test
    void refusesWhatIsSealedWellAndNoToken() {
        try (var encoded = KEY.encode()) {
            var key = encoded.use(byte[]::clone);

            assertTrue(opens(1, 1, 1, key));
            assertFalse(opens(0, 1, 1, key));
            assertFalse(opens(2, 1, 1, key));
            assertFalse(opens(1, 0, 1, key));
            assertFalse(opens(1, 5, 1, key));
            assertFalse(opens(1, 1, 0, key));
            assertFalse(opens(1, 1, 4, key));
            assertFalse(opens(1, 1, 2, key), "a pair of another length than it says");
            assertFalse(opens(1, 1, 1, Arrays.copyOf(key, key.length - 1)));
            assertFalse(opens(1, 1, 1, new byte[] {5, 0}));
            assertFalse(opens(1, 1, 1, new byte[0]));
            assertFalse(opens(new byte[0]));
        }
    }

    private static boolean opens(int version, int algorithm, int spec, byte[] key) {
        var header = ByteBuffer.allocate(3 + Long.BYTES)
                .put((byte) version)
                .put((byte) algorithm)
                .put((byte) spec)
                .putLong(NOW.toEpochMilli());
        return opens(Bytes.join(header.array(), key));
    }

    private static boolean opens(byte[] text) {
        var sealed = ROOT.sealer("import-token").seal(text, KEY_ARN.getBytes(UTF_8));
        return TOKENS.open(sealed, KEY_ARN).isPresent();
    }

    @Test
    void tellsNoSecret() {
        assertEquals(
                "ImportToken[algorithm=RSA_AES_KEY_WRAP_SHA_256, wrappingKey=WrappingKey[RSA_2048],"
                        + " validTo=2026-01-03T03:04:05.678Z]",
                TOKEN.toString());
    }
}
