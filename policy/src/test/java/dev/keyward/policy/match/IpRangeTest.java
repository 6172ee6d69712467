package dev.keyward.policy.match;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IpRangeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "1::",
                "2001:db8::8a2e:370:7334",
                "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
                "fe80::1",
                "::ffff:192.0.2.1",
                "64:ff9b::192.0.2.33",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "1:2:3:4:5:6:192.0.2.1"
            })
    void readsAddressesAsTheJdkDoes(String text) {
        assertArrayEquals(
                InetAddress.ofLiteral(text).getAddress(), IpRange.address(text).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.-4",
                "01.2.3.4",
                "1.2.3.4 ",
                "1.2.3.",
                "1..3.4",
                "localhost",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "[::1]",
                "::1.2.3",
                "1.2.3.4::",
                "\u0661.2.3.4"
            })
    void refusesWhatIsNoAddress(String text) {
        assertEquals(Optional.empty(), IpRange.address(text).map(bytes -> "read"));
    }

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
                            .contains(IpRange.address(dotted(other)).orElseThrow()),
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
        assertTrue(range.contains(IpRange.address("192.0.2.200").orElseThrow()));
    }
}
