package dev.keyward.policy.match;

import java.util.Arrays;
import java.util.Optional;

/**
 * An IPv4 or IPv6 network, or a single address, read from text alone: names are never looked up. An
 * IPv4 address written as IPv6 ({@code ::ffff:192.0.2.1}) is the IPv4 address.
 *
 * <p>Source: RFC 4632 (IPv4 prefixes), RFC 4291 (IPv6 text forms).
 */
final class IpRange {

    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int V6_GROUPS = 8;
    private static final int MAPPED_PREFIX_BYTES = 12;

    private final byte[] network;
    private final int prefixLength;

    private IpRange(byte[] network, int prefixLength) {
        this.network = network;
        this.prefixLength = prefixLength;
    }

    /** The network, such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}; empty if it is malformed. */
    static Optional<IpRange> parse(String text) {
        var slash = text.indexOf('/');
        var address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        var bits = address.get().length * Byte.SIZE;
        if (slash < 0) {
            return Optional.of(new IpRange(address.get(), bits));
        }
        var written = number(text, slash + 1, text.length());
        // A prefix of a mapped address counts the 96 bits that were taken off.
        var length = text.indexOf(':') >= 0 && bits == V4_BYTES * Byte.SIZE
                ? written - MAPPED_PREFIX_BYTES * Byte.SIZE
                : written;
        return length < 0 || length > bits
                ? Optional.empty()
                : Optional.of(new IpRange(address.get(), length));
    }

    boolean contains(byte[] other) {
        if (other.length != network.length) {
            return false;
        }
        var whole = prefixLength / Byte.SIZE;
        if (!Arrays.equals(network, 0, whole, other, 0, whole)) {
            return false;
        }
        var rest = prefixLength % Byte.SIZE;
        return rest == 0 || ((network[whole] ^ other[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
    }

    /** The 4 or 16 bytes of an address; empty if it is malformed. */
    static Optional<byte[]> address(String text) {
        if (text.indexOf(':') < 0) {
            var bytes = new byte[V4_BYTES];
            return readV4(text, bytes, 0) ? Optional.of(bytes) : Optional.empty();
        }
        return v6(text).map(IpRange::unmapped);
    }

    private static byte[] unmapped(byte[] bytes) {
        for (var index = 0; index < MAPPED_PREFIX_BYTES; index++) {
            if (bytes[index] != (index < MAPPED_PREFIX_BYTES - 2 ? 0 : (byte) 0xff)) {
                return bytes;
            }
        }
        return Arrays.copyOfRange(bytes, MAPPED_PREFIX_BYTES, V6_BYTES);
    }

    /** Reads four octets without leading zeros, into four bytes from {@code at}. */
    private static boolean readV4(String text, byte[] into, int at) {
        var start = 0;
        for (var index = 0; index < V4_BYTES; index++) {
            var end = index == V4_BYTES - 1 ? text.length() : text.indexOf('.', start);
            if (end < 0) {
                return false;
            }
            var octet = number(text, start, end);
            if (octet < 0 || octet > 0xff) {
                return false;
            }
            into[at + index] = (byte) octet;
            start = end + 1;
        }
        return true;
    }

    private static Optional<byte[]> v6(String text) {
        var gap = text.indexOf("::");
        if (gap < 0) {
            var all = groups(text);
            return all.filter(bytes -> bytes.length == V6_BYTES);
        }
        var head = groups(text.substring(0, gap));
        var tail = groups(text.substring(gap + 2));
        if (head.isEmpty()
                || tail.isEmpty()
                || text.lastIndexOf('.', gap) >= 0
                || head.get().length + tail.get().length > V6_BYTES - 2) {
            return Optional.empty();
        }
        var bytes = Arrays.copyOf(head.get(), V6_BYTES);
        var length = tail.get().length;
        System.arraycopy(tail.get(), 0, bytes, V6_BYTES - length, length);
        return Optional.of(bytes);
    }

    /** Groups of up to four hex digits, of which the last may be an IPv4 address. */
    private static Optional<byte[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        var parts = text.split(":", -1);
        if (parts.length > V6_GROUPS) {
            return Optional.empty();
        }
        var bytes = new byte[V6_BYTES];
        var length = 0;
        for (var index = 0; index < parts.length; index++) {
            if (index == parts.length - 1 && parts[index].indexOf('.') >= 0) {
                if (length > V6_BYTES - V4_BYTES || !readV4(parts[index], bytes, length)) {
                    return Optional.empty();
                }
                length += V4_BYTES;
                continue;
            }
            var group = hex(parts[index]);
            if (group < 0) {
                return Optional.empty();
            }
            bytes[length++] = (byte) (group >>> Byte.SIZE);
            bytes[length++] = (byte) group;
        }
        return Optional.of(Arrays.copyOf(bytes, length));
    }

    private static int hex(String digits) {
        if (digits.isEmpty() || digits.length() > 4) {
            return -1;
        }
        var value = 0;
        for (var index = 0; index < digits.length(); index++) {
            var c = digits.charAt(index);
            var digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    /** A decimal number of up to three digits without leading zeros, or -1. */
    private static int number(String text, int start, int end) {
        var digits = end - start;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(start) == '0')) {
            return -1;
        }
        var value = 0;
        for (var index = start; index < end; index++) {
            var c = text.charAt(index);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
