package dev.keyward.policy.spec;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers, dates, addresses and bytes, read as their definitions say. */
final class SpecValues {

    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");
    private static final Pattern YEAR_FIRST = Pattern.compile("[0-9]{4}-.*");
    private static final Pattern BASE64 =
            Pattern.compile("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}(==)?|[A-Za-z0-9+/]{3}=?)?");
    private static final String OCTET = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){7}");

    private SpecValues() {}

    static Optional<BigDecimal> number(String text) {
        return text.length() <= 64 && NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    /** Seconds since 1970, or one of the W3C's forms, which are filled up to the longest of them. */
    static Optional<BigDecimal> date(String text) {
        if (!YEAR_FIRST.matcher(text).matches()) {
            return number(text);
        }
        var full = text.toUpperCase(Locale.ROOT);
        full = full.matches("[0-9]{4}-[0-9]{2}") ? full + "-01" : full;
        full = full.matches("[0-9-]{10}") ? full + "T00:00" : full;
        full = full.matches(".*T[0-9:.]+") ? full + "Z" : full;
        full = full.replaceFirst("T([0-9]{2}:[0-9]{2})(Z|[+-].*)$", "T$1:00$2");
        full = full.replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2");
        if (!full.matches(
                "[0-9-]{10}T([0-9]{2}:){2}[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})")) {
            return Optional.empty();
        }
        try {
            Instant instant = OffsetDateTime.parse(full).toInstant();
            return Optional.of(BigDecimal.valueOf(instant.getEpochSecond())
                    .add(BigDecimal.valueOf(instant.getNano(), 9)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** The bits of what base64 text stands for. */
    static Optional<String> bytes(String text) {
        if (!BASE64.matcher(text).matches()) {
            return Optional.empty();
        }
        var bits = text.replace("=", "")
                .chars()
                .mapToObj(c -> binary(ALPHABET.indexOf(c), 6))
                .collect(Collectors.joining());
        return Optional.of(bits.substring(0, bits.length() / 8 * 8));
    }

    private static String binary(int value, int digits) {
        return Integer.toBinaryString(value + (1 << digits)).substring(1);
    }

    /** The bits that every address of a network begins with; all 32 or 128 for a single address. */
    static Optional<String> network(String text) {
        var parts = text.split("/", 2);
        var bits = address(parts[0]);
        if (parts.length == 1 || bits.isEmpty()) {
            return host(text);
        }
        if (!parts[1].matches("0|[1-9][0-9]{0,2}")) {
            return Optional.empty();
        }
        var mapped = parts[0].contains(":") && bits.get().length() == 32;
        var length = Integer.parseInt(parts[1]) - (mapped ? 96 : 0);
        return bits.filter(all -> length >= 0 && length <= all.length())
                .map(all -> family(all) + all.substring(0, length));
    }

    /** The bits of an address, in front of which a letter tells the two families apart. */
    static Optional<String> host(String text) {
        return address(text).map(bits -> family(bits) + bits);
    }

    private static String family(String bits) {
        return bits.length() == 32 ? "4" : "6";
    }

    private static Optional<String> address(String text) {
        if (!text.contains(":")) {
            return v4(text);
        }
        var dotted = text.substring(text.lastIndexOf(':') + 1);
        var tail = v4(dotted);
        if (dotted.contains(".") && tail.isEmpty()) {
            return Optional.empty();
        }
        var plain = tail.map(bits -> text.substring(0, text.length() - dotted.length())
                        + Integer.toHexString(Integer.parseInt(bits.substring(0, 16), 2)) + ":"
                        + Integer.toHexString(Integer.parseInt(bits.substring(16), 2)))
                .orElse(text);
        return v6(plain)
                .map(bits -> bits.startsWith("0".repeat(80) + "1".repeat(16))
                        ? bits.substring(96)
                        : bits);
    }

    private static Optional<String> v4(String text) {
        return V4.matcher(text).matches()
                ? Optional.of(Stream.of(text.split("\\."))
                        .map(digits -> binary(Integer.parseInt(digits), 8))
                        .collect(Collectors.joining()))
                : Optional.empty();
    }

    /** Eight groups of hexadecimal digits, of which one run of zeros may be left out. */
    private static Optional<String> v6(String text) {
        var halves = text.split("::", -1);
        var written =
                halves.length > 2 ? 99 : groups(halves[0]) + groups(halves[halves.length - 1]);
        var full = text;
        if (halves.length == 2 && written < 8) {
            var zeros = "0:".repeat(8 - written);
            full = halves[0]
                    + (halves[0].isEmpty() ? "" : ":")
                    + (halves[1].isEmpty() ? zeros.substring(0, zeros.length() - 1) : zeros)
                    + halves[1];
        }
        return V6.matcher(full).matches()
                ? Optional.of(Stream.of(full.split(":"))
                        .map(group -> binary(Integer.parseInt(group, 16), 16))
                        .collect(Collectors.joining()))
                : Optional.empty();
    }

    private static int groups(String half) {
        return half.isEmpty() ? 0 : half.split(":", -1).length;
    }
}
