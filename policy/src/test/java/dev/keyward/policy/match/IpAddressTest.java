package dev.keyward.policy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IpAddressTest {

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
                "1:2:3:4:5:6:192.0.2.1",
                "::0.0.0.0"
            })
    void readsAddressesAsTheJdkDoes(String text) {
        var bytes = InetAddress.ofLiteral(text).getAddress();
        var bits = new BigInteger(1, bytes);
        if (bytes.length == 4) {
            bits = bits.or(BigInteger.valueOf(0xffff).shiftLeft(32));
        }
        assertEquals(
                new IpAddress(bits.shiftRight(64).longValue(), bits.longValue()),
                IpAddress.parse(text).orElseThrow());
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
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "[::1]",
                "::1.2.3",
                "1.2.3.4::",
                "\u0661.2.3.4"
            })
    void refusesWhatIsNoAddress(String text) {
        assertEquals(Optional.empty(), IpAddress.parse(text));
    }
}
