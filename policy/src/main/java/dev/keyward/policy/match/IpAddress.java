package dev.keyward.policy.match;

import java.util.Optional;

/**
 * An address as the 128 bits that IPv6 has for it, read from text alone: names are never looked up. An
 * IPv4 address is the one of {@code ::ffff:0:0/96} that IPv6 writes it as.
 *
 * <p>Source: RFC 4291, section 2.2 (text forms) and 2.5.5.2 (mapped addresses).
 */
record IpAddress(long high, long low) {

    private static final int V4_OCTETS = 4;
    private static final int V6_GROUPS = 8;
    private static final int MOST_HEX_DIGITS = 4;
    private static final long MAPPED = 0xffffL << Integer.SIZE;

    /** The address that {@code text} is, in either way of writing; empty if it is malformed. */
    static Optional<IpAddress> parse(String text) {
        if (isWrittenAsV6(text)) {
            return v6(text);
        }
        var bits = v4(text, 0);
        return bits < 0 ? Optional.empty() : Optional.of(ofV4(bits));
    }

    static IpAddress ofV4(long bits) {
        return new IpAddress(0, MAPPED | bits);
    }

    boolean isV4() {
        return high == 0 && (low & -1L << Integer.SIZE) == MAPPED;
    }

    /** Whether {@code text} can only be an IPv6 address. */
    static boolean isWrittenAsV6(String text) {
        return text.indexOf(':') >= 0;
    }

    /** The 32 bits of four octets without leading zeros, or -1 if the text from {@code start} is none. */
    static long v4(String text, int start) {
        var bits = 0L;
        var at = start;
        for (var index = 0; index < V4_OCTETS; index++) {
            var end = index == V4_OCTETS - 1 ? text.length() : text.indexOf('.', at);
            var octet = end < 0 ? -1 : number(text, at, end);
            if (octet < 0 || octet > 0xff) {
                return -1;
            }
            bits = bits << Byte.SIZE | octet;
            at = end + 1;
        }
        return bits;
    }

    /** A decimal number of up to three digits without leading zeros, or -1. */
    static int number(String text, int start, int end) {
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

    /** The address of eight groups, of which {@code ::} may stand for some; empty if it is malformed. */
    static Optional<IpAddress> v6(String text) {
        var head = new Groups(text, 0);
        if (!head.read()) {
            return Optional.empty();
        }
        if (!head.gap) {
            return head.count == V6_GROUPS ? Optional.of(head.address(0)) : Optional.empty();
        }
        var tail = new Groups(text, head.at);
        if (!tail.read() || tail.gap || head.count + tail.count >= V6_GROUPS) {
            return Optional.empty();
        }
        var front = head.address(V6_GROUPS - head.count);
        return Optional.of(new IpAddress(front.high | tail.high, front.low | tail.low));
    }

    /** Reads groups up to {@code ::} or the end of the text; used once. */
    private static final class Groups {

        private final String text;
        private int at;
        private boolean gap;
        private int count;
        private long high;
        private long low;

        Groups(String text, int start) {
            this.text = text;
            this.at = start;
        }

        /** Whether there are only groups, up to the end or a {@code ::}, which is skipped. */
        boolean read() {
            if (at == text.length() || (at == 0 && skipGap())) {
                return true;
            }
            while (true) {
                var colon = text.indexOf(':', at);
                var end = colon < 0 ? text.length() : colon;
                if (!readGroup(end) || count > V6_GROUPS) {
                    return false;
                }
                at = end;
                if (at == text.length() || skipGap()) {
                    return true;
                }
                at++;
            }
        }

        private boolean skipGap() {
            gap = text.startsWith("::", at);
            at += gap ? 2 : 0;
            return gap;
        }

        private boolean readGroup(int end) {
            if (end == text.length() && text.indexOf('.', at) >= 0) {
                var v4 = v4(text, at);
                if (v4 < 0) {
                    return false;
                }
                push(v4 >>> Short.SIZE);
                push(v4 & 0xffff);
                return true;
            }
            if (end == at || end - at > MOST_HEX_DIGITS) {
                return false;
            }
            var value = 0L;
            for (var index = at; index < end; index++) {
                var c = text.charAt(index);
                var digit = c < 0x80 ? Character.digit(c, 16) : -1;
                if (digit < 0) {
                    return false;
                }
                value = value << MOST_HEX_DIGITS | digit;
            }
            push(value);
            return true;
        }

        private void push(long group) {
            high = high << Short.SIZE | low >>> (Long.SIZE - Short.SIZE);
            low = low << Short.SIZE | group;
            count++;
        }

        /** The groups with so many groups of zeros after them. */
        IpAddress address(int zeros) {
            for (var left = zeros; left > 0; left--) {
                push(0);
            }
            return new IpAddress(high, low);
        }
    }
}
