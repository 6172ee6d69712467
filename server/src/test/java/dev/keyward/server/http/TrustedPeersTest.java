package dev.keyward.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustedPeersTest {

    private static boolean trusts(String networks, String address) throws UnknownHostException {
        return TrustedPeers.parse(networks)
                .orElseThrow()
                .test()
                .test(new InetSocketAddress(InetAddress.getByName(address), 1234));
    }

    @Test
    void trustsTheAddressesOfItsNetworksOnly() throws UnknownHostException {
        assertTrue(trusts("10.0.1.7", "10.0.1.7"));
        assertFalse(trusts("10.0.1.7", "10.0.1.8"));
        assertTrue(trusts("192.0.2.1, 10.0.0.0/8", "10.255.0.1"));
        assertFalse(trusts("10.0.0.0/9", "10.128.0.1"));
        assertTrue(trusts("2001:db8::/32", "2001:db8:1::1"));
        assertFalse(trusts("2001:db8::/32", "2001:db9::1"));
        assertTrue(trusts("0.0.0.0/0", "203.0.113.1"));
        assertFalse(trusts("0.0.0.0/0", "2001:db8::1"));
        assertTrue(trusts("10.0.0.0/8", "::ffff:10.1.1.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "10.0.0",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "fade",
                "lb.example.com",
                "2001:db8::/129",
                "10.0.0.1,",
                "10.0.0.0/8/8",
                "*"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertEquals(Optional.empty(), TrustedPeers.parse(text));
    }
}
