package dev.keyward.policy.match;

import java.util.Optional;

/**
 * An IPv4 or IPv6 network, or a single address. An IPv4 address written as IPv6 ({@code
 * ::ffff:192.0.2.1}) is the IPv4 address.
 *
 * <p>Source: RFC 4632 (IPv4 prefixes), RFC 4291 (IPv6 text forms).
 */
record IpRange(IpAddress network, int prefixLength) {

    private static final int V6_BITS = 128;
    private static final int V4_BITS = 32;

    /** The network, such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}; empty if it is malformed. */
    static Optional<IpRange> parse(String text) {
        var slash = text.indexOf('/');
        var address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        if (slash < 0) {
            return Optional.of(new IpRange(address.get(), V6_BITS));
        }
        var written = IpAddress.number(text, slash + 1, text.length());
        var length = IpAddress.isWrittenAsV6(text) ? written : written + V6_BITS - V4_BITS;
        var least = address.get().isV4() ? V6_BITS - V4_BITS : 0;
        return written < 0 || length < least || length > V6_BITS
                ? Optional.empty()
                : Optional.of(new IpRange(address.get(), length));
    }

    /** An IPv4 address is in no IPv6 network and the other way round. */
    boolean contains(IpAddress other) {
        if (other.isV4() != network.isV4()) {
            return false;
        }
        if (prefixLength <= Long.SIZE) {
            return sameFront(network.high(), other.high(), prefixLength);
        }
        return network.high() == other.high()
                && sameFront(network.low(), other.low(), prefixLength - Long.SIZE);
    }

    private static boolean sameFront(long one, long other, int bits) {
        return bits == 0 || (one ^ other) >>> (Long.SIZE - bits) == 0;
    }
}
