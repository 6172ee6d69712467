package dev.keyward.policy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IpRangeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3.4/33",
                "1.2.3.4/-1",
                "1.2.3.4/",
                "1.2.3.4/08",
                "::/129",
                "::/1/2",
                "/8",
                "::ffff:1.2.3.4/95"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertTrue(IpRange.parse(text).isEmpty());
    }

    @Test
    void containsWhatSharesItsPrefix() {
        var random = new SplittableRandom(3);
        for (var round = 0; round < 20_000; round++) {
            var network = random.nextInt();
            var length = random.nextInt(33);
            var other =
                    random.nextBoolean() ? network ^ (1 << random.nextInt(32)) : random.nextInt();
            var mask = length == 0 ? 0 : -1 << (32 - length);
            assertEquals(
                    (network & mask) == (other & mask),
                    IpRange.parse(dotted(network) + "/" + length)
                            .orElseThrow()
                            .contains(IpAddress.parse(dotted(other)).orElseThrow()),
                    dotted(network) + "/" + length + " " + dotted(other));
        }
    }

    private static String dotted(int address) {
        return (address >>> 24) + "." + ((address >>> 16) & 0xff) + "." + ((address >>> 8) & 0xff)
                + "." + (address & 0xff);
    }

    @Test
    void takesAMappedNetworkForTheIpv4One() {
        var range = IpRange.parse("::ffff:192.0.2.0/120").orElseThrow();
        assertTrue(range.contains(IpAddress.parse("192.0.2.200").orElseThrow()));
    }
}
