package dev.keyward.server.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The networks that trusted load balancers call from. Names are never looked up. */
public record TrustedPeers(List<Network> networks) {

    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;

    public TrustedPeers {
        networks = List.copyOf(networks);
    }

    /** An IPv4 or IPv6 network; a single address has all bits. */
    public record Network(String address, int prefixLength) {

        IpSubnetFilterRule rule() {
            return new IpSubnetFilterRule(address, prefixLength, IpFilterRuleType.ACCEPT);
        }
    }

    /**
     * Reads addresses and networks with commas between, such as {@code 10.0.1.7, 2001:db8::/64}; empty if
     * one of them is neither.
     */
    public static Optional<TrustedPeers> parse(String text) {
        var networks = new ArrayList<Network>();
        for (var each : text.split(",", -1)) {
            var network = network(each.strip());
            if (network.isEmpty()) {
                return Optional.empty();
            }
            networks.add(network.get());
        }
        return Optional.of(new TrustedPeers(networks));
    }

    private static Optional<Network> network(String text) {
        var slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        var isV4 = NetUtil.isValidIpV4Address(address);
        if (!isV4 && !NetUtil.isValidIpV6Address(address)) {
            return Optional.empty();
        }
        var bits = isV4 ? V4_BITS : V6_BITS;
        var prefix = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
        return prefix.matches("[0-9]{1,3}") && Integer.parseInt(prefix) <= bits
                ? Optional.of(new Network(address, Integer.parseInt(prefix)))
                : Optional.empty();
    }

    /** Whether an address is in one of them. */
    Predicate<SocketAddress> test() {
        var rules = networks.stream().map(Network::rule).toList();
        return address -> address instanceof InetSocketAddress peer
                && rules.stream().anyMatch(rule -> rule.matches(peer));
    }
}
