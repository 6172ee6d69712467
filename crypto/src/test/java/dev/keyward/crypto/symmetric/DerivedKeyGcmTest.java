package dev.keyward.crypto.symmetric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.TestingProviders;
import dev.keyward.crypto.random.SystemRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DerivedKeyGcmTest {

    private static final byte[] AAD = "aad".getBytes(UTF_8);

    private static final List<DerivedKeyGcm> ALL =
            TestingProviders.all().map(DerivedKeyGcmTest::of).toList();

    @Property(tries = 300)
    void opensWhatTheOtherProviderSealed(
            @ForAll @Size(32) byte[] key,
            @ForAll @Size(max = 300) byte[] plaintext,
            @ForAll @Size(max = 100) byte[] aad) {
        var secret = SecretBytes.copyOf(key);
        var expected = Optional.of(SecretBytes.copyOf(plaintext));
        var first = ALL.getFirst();
        var last = ALL.getLast();

        assertEquals(expected, last.open(secret, first.seal(secret, plaintext, aad), aad));
        assertEquals(expected, first.open(secret, last.seal(secret, plaintext, aad), aad));
    }

    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void opensUnderTheSameKeyLabelAndDataOnly(Providers providers) {
        var gcm = of(providers);
        var key = SecretBytes.taking(new byte[32]);
        var otherBytes = new byte[32];
        otherBytes[31] = 1;
        var sealed = gcm.seal(key, new byte[20], AAD);
        var otherLabel = new DerivedKeyGcm(providers, new SystemRandom(providers), "another/v1");

        assertTrue(gcm.open(key, sealed, AAD).isPresent());
        assertTrue(gcm.open(SecretBytes.taking(otherBytes), sealed, AAD).isEmpty());
        assertTrue(otherLabel.open(key, sealed, AAD).isEmpty());
        assertTrue(gcm.open(key, sealed, new byte[0]).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void refusesEveryTruncation(Providers providers) {
        var gcm = of(providers);
        var key = SecretBytes.taking(new byte[32]);
        var sealed = gcm.seal(key, new byte[20], AAD);
        for (int length = 0; length < sealed.length; length++) {
            assertTrue(gcm.open(key, Arrays.copyOf(sealed, length), AAD).isEmpty());
            assertTrue(gcm.open(
                            key,
                            Arrays.copyOfRange(sealed, sealed.length - length, sealed.length),
                            AAD)
                    .isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void neverUsesANonceTwice(Providers providers) {
        var gcm = of(providers);
        var key = SecretBytes.taking(new byte[32]);
        var nonces = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            var sealed = gcm.seal(key, new byte[1], AAD);
            assertEquals(DerivedKeyGcm.OVERHEAD + 1, sealed.length);
            assertTrue(nonces.add(HexFormat.of().formatHex(sealed, 0, 32)));
        }
    }

    private static DerivedKeyGcm of(Providers providers) {
        return new DerivedKeyGcm(providers, new SystemRandom(providers), "test/v1");
    }
}
