package dev.keyward.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Percent-encoding as signatures want it: RFC 3986, every byte but letters, digits and {@code -._~}
 * escaped, in upper-case hexadecimal. Bytes are kept as characters of ISO 8859-1, so that what is no
 * UTF-8 survives unchanged.
 */
final class PercentCode {

    private static final String HEX = "0123456789ABCDEF";

    private PercentCode() {}

    /** Encodes text as UTF-8. */
    static String encodeText(String text) {
        return encode(
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    static String encode(String bytes) {
        var encoded = new StringBuilder(bytes.length() + 16);
        for (int i = 0; i < bytes.length(); i++) {
            char each = bytes.charAt(i);
            if (isUnreserved(each)) {
                encoded.append(each);
            } else {
                encoded.append('%')
                        .append(HEX.charAt(each >> 4 & 15))
                        .append(HEX.charAt(each & 15));
            }
        }
        return encoded.toString();
    }

    /** Decodes; empty if an escape is broken. {@code plus} is what a plus sign means. */
    static Optional<String> decode(String encoded, char plus) {
        var decoded = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char each = encoded.charAt(i);
            if (each == '+') {
                decoded.append(plus);
            } else if (each != '%') {
                decoded.append(each);
            } else {
                int high = digit(encoded, i + 1);
                int low = digit(encoded, i + 2);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                decoded.append((char) (high << 4 | low));
                i += 2;
            }
        }
        return Optional.of(decoded.toString());
    }

    private static int digit(String text, int index) {
        char each = index < text.length() ? text.charAt(index) : 'x';
        return each < 128 ? Character.digit(each, 16) : -1;
    }

    private static boolean isUnreserved(char each) {
        return (each >= 'A' && each <= 'Z')
                || (each >= 'a' && each <= 'z')
                || (each >= '0' && each <= '9')
                || each == '-'
                || each == '.'
                || each == '_'
                || each == '~';
    }
}
