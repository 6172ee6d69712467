package dev.keyward.crypto.symmetric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.HmacMaterial;
import dev.keyward.crypto.KeyIdentity;
import dev.keyward.crypto.MacAlgorithm;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.TestingProviders;
import dev.keyward.crypto.TestingRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class HmacKeyTest {

    private static final List<Providers> ALL = TestingProviders.all().toList();

    private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

    /** Computed with Python's hmac under the key 00 01 02 and so on. */
    @ParameterizedTest
    @CsvSource({
        "HMAC_SHA_224, 194e47a8b8d7616371481226409b69e76439764b69a97494ff6238ce",
        "HMAC_SHA_256, d55a64a67afe61c6d12d6906df7711f897fdd29a0d15e5168a24d871bb69a7b1",
        "HMAC_SHA_384, 24512e04cbe861ad70151a4dd042e89fde89d367eaa7a3d6c875163e72d4a338"
                + "e95db1d96f9271543e3cfe0e904beb66",
        "HMAC_SHA_512, 1df870585f5481e66be243ca6bd1a88e35bb79448e4fbc0e87ce0fa3a395b6d3"
                + "f5b2421ff37986bdd0fe498e8ec160d074ea7b4f95d81c035547805c4db0acaa"
    })
    void makesTheKnownAnswer(MacAlgorithm algorithm, String expected) {
        for (var providers : ALL) {
            var mac = new HmacKey(providers).generate(material(algorithm), MESSAGE);

            assertEquals(expected, HexFormat.of().formatHex(mac));
        }
    }

    @ParameterizedTest
    @EnumSource(MacAlgorithm.class)
    void verifiesTheWholeMacOfTheSameMessageOnly(MacAlgorithm algorithm) {
        for (var providers : ALL) {
            var key = new HmacKey(providers);
            var material = material(algorithm);
            var mac = key.generate(material, MESSAGE);

            assertTrue(key.verify(material, MESSAGE, mac));
            assertFalse(key.verify(material, "b message".getBytes(UTF_8), mac));
            assertFalse(key.verify(material, MESSAGE, new byte[0]));
            assertFalse(key.verify(material, MESSAGE, Arrays.copyOf(mac, mac.length - 1)));
            assertFalse(key.verify(material, MESSAGE, Arrays.copyOf(mac, mac.length + 1)));
            for (int bit = 0; bit < mac.length * Byte.SIZE; bit++) {
                var flipped = mac.clone();
                flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

                assertFalse(key.verify(material, MESSAGE, flipped), "bit " + bit);
            }
        }
    }

    @Property(tries = 200)
    void makesTheSameMacWhoeverComputes(
            @ForAll MacAlgorithm algorithm, @ForAll @Size(min = 1, max = 300) byte[] message) {
        var material = material(algorithm);

        assertArrayEquals(
                new HmacKey(ALL.getLast()).generate(material, message),
                new HmacKey(ALL.getFirst()).generate(material, message));
    }

    @Test
    void takesMessagesWithinTheLimits() {
        var key = new HmacKey(ALL.getFirst());
        var material = material(MacAlgorithm.HMAC_SHA_256);

        assertEquals(32, key.generate(material, new byte[4_096]).length);
        assertThrows(IllegalArgumentException.class, () -> key.generate(material, new byte[4_097]));
        assertThrows(IllegalArgumentException.class, () -> key.generate(material, new byte[0]));
    }

    private static HmacMaterial material(MacAlgorithm algorithm) {
        var secret = SecretBytes.taking(new TestingRandom().bytes(algorithm.length()));
        return HmacMaterial.of(new KeyIdentity("account/key"), algorithm, secret, Providers.jdk());
    }
}
