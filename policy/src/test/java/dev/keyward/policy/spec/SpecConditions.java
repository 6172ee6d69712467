package dev.keyward.policy.spec;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The Condition element over raw JSON, operator by operator as the IAM guide lists them. */
final class SpecConditions {

    /** What comparing two values comes to; ODD is when one of them is not of the operator's type. */
    private enum Fit {
        YES,
        NO,
        ODD
    }

    private final Map<String, Object> context;
    private final boolean variables;

    SpecConditions(Map<String, Object> context, boolean variables) {
        this.context = context;
        this.variables = variables;
    }

    boolean hold(Map<String, Object> condition) {
        return condition.entrySet().stream()
                .allMatch(operator -> RawJson.members(operator.getValue()).entrySet().stream()
                        .allMatch(key -> holds(
                                operator.getKey(), key.getKey(), RawJson.texts(key.getValue()))));
    }

    private Optional<Object> find(String key) {
        return context.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .map(Map.Entry::getValue)
                .filter(value -> !(value instanceof List<?> many && many.isEmpty()))
                .findFirst();
    }

    private boolean holds(String written, String key, List<String> values) {
        var name = written;
        var every = name.startsWith("ForAllValues:");
        var any = name.startsWith("ForAnyValue:");
        name = name.substring(name.indexOf(':') + 1);
        var ifExists = name.endsWith("IfExists");
        name = name.replace("IfExists", "");
        var negated = name.contains("Not");
        var present = find(key);
        if (name.equals("Null")) {
            return values.stream()
                    .anyMatch(value -> value.equals(String.valueOf(present.isEmpty())));
        }
        if (present.isEmpty()) {
            return ifExists || every || (!any && negated);
        }
        if (present.get() instanceof List<?> && !every && !any) {
            return false;
        }
        var operator = name;
        var results = RawJson.texts(present.get()).stream()
                .filter(value -> !every || !value.isEmpty())
                .map(value -> one(operator, value, values, negated))
                .toList();
        return every ? !results.contains(false) : results.contains(true);
    }

    private boolean one(String operator, String value, List<String> values, boolean negated) {
        var fits = new ArrayList<Fit>();
        for (var listed : values) {
            fits.add(fit(operator.replace("Not", ""), listed, value));
        }
        if (negated) {
            var odd = isOdd(operator.replace("Not", ""), value);
            return !odd && fits.stream().allMatch(Fit.NO::equals);
        }
        return fits.contains(Fit.YES);
    }

    private Fit fit(String operator, String listed, String value) {
        return switch (operator) {
            case "StringEquals" -> of(resolve(listed).filter(value::equals).isPresent());
            case "StringEqualsIgnoreCase" ->
                of(resolve(listed).filter(value::equalsIgnoreCase).isPresent());
            case "StringLike" -> of(like(listed, value, true));
            case "Bool" ->
                isOdd(operator, value)
                        ? Fit.ODD
                        : of(resolve(listed).filter(value::equalsIgnoreCase).isPresent());
            case "ArnEquals", "ArnLike" -> arn(listed, value);
            case "IpAddress" -> ip(listed, value);
            case "BinaryEquals" ->
                decode(listed).isEmpty() || decode(value).isEmpty()
                        ? Fit.ODD
                        : of(decode(listed).equals(decode(value)));
            default -> order(operator, listed, value);
        };
    }

    /** Whether the request's own value is not of the operator's type. */
    private static boolean isOdd(String operator, String value) {
        if (operator.startsWith("Arn")) {
            return !value.startsWith("arn:") || value.split(":", 6).length < 6;
        }
        if (operator.startsWith("Ip")) {
            return address(value).isEmpty();
        }
        if (operator.startsWith("Numeric")) {
            return number(value).isEmpty();
        }
        if (operator.startsWith("Date")) {
            return date(value).isEmpty();
        }
        return operator.equals("Bool")
                && !value.equalsIgnoreCase("true")
                && !value.equalsIgnoreCase("false");
    }

    private static Fit of(boolean fits) {
        return fits ? Fit.YES : Fit.NO;
    }

    /** The text with its variables replaced; empty if one of them has no single value. */
    private Optional<String> resolve(String text) {
        return expand(text, false).map(SpecConditions::unmark);
    }

    boolean like(String pattern, String value, boolean wildcards) {
        return expand(pattern, wildcards)
                .filter(expanded -> recursive(expanded, 0, value, 0))
                .isPresent();
    }

    /** Wildcards that are meant become marks beyond any text, so that replaced text stays literal. */
    private Optional<String> expand(String text, boolean wildcards) {
        var expanded = new StringBuilder();
        for (var at = 0; at < text.length(); at++) {
            if (variables && text.startsWith("${", at) && text.indexOf('}', at) > 0) {
                var end = text.indexOf('}', at);
                var inside = text.substring(at + 2, end);
                var value = inside.matches("[*?$]") ? Optional.of(inside) : variable(inside);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                expanded.append(value.get());
                at = end;
            } else if (wildcards && text.charAt(at) == '*') {
                expanded.append('\uE000');
            } else if (wildcards && text.charAt(at) == '?') {
                expanded.append('\uE001');
            } else {
                expanded.append(text.charAt(at));
            }
        }
        return Optional.of(expanded.toString());
    }

    private static String unmark(String text) {
        return text.replace('\uE000', '*').replace('\uE001', '?');
    }

    private Optional<String> variable(String inside) {
        var parts = inside.split(", '", 2);
        var found = find(parts[0]);
        if (found.isPresent()) {
            return found.get() instanceof String single ? Optional.of(single) : Optional.empty();
        }
        return parts.length == 2
                ? Optional.of(parts[1].substring(0, parts[1].length() - 1))
                : Optional.empty();
    }

    private static boolean recursive(String pattern, int p, String text, int t) {
        if (p == pattern.length()) {
            return t == text.length();
        }
        return switch (pattern.charAt(p)) {
            case '\uE000' ->
                recursive(pattern, p + 1, text, t)
                        || (t < text.length() && recursive(pattern, p, text, t + 1));
            case '\uE001' -> t < text.length() && recursive(pattern, p + 1, text, t + 1);
            default ->
                t < text.length()
                        && pattern.charAt(p) == text.charAt(t)
                        && recursive(pattern, p + 1, text, t + 1);
        };
    }

    private Fit arn(String listed, String value) {
        // A variable may hold colons in its name, so those are hidden before the pattern is split.
        var hidden = new StringBuilder();
        var depth = 0;
        for (var at = 0; at < listed.length(); at++) {
            var c = listed.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            hidden.append(c == ':' && depth > 0 && variables ? '\uE002' : c);
        }
        var want = hidden.toString().split(":", 6);
        var have = value.split(":", 6);
        if (want.length < 6
                || have.length < 6
                || !want[0].equals("arn")
                || !have[0].equals("arn")) {
            return Fit.ODD;
        }
        for (var part = 1; part < 6; part++) {
            if (!like(want[part].replace('\uE002', ':'), have[part], true)) {
                return Fit.NO;
            }
        }
        return Fit.YES;
    }

    private static Fit ip(String listed, String value) {
        var network = address(listed.replaceFirst("/.*", ""));
        var host = address(value);
        if (network.isEmpty() || host.isEmpty()) {
            return Fit.ODD;
        }
        var bits = bits(network.get());
        var other = bits(host.get());
        var length = listed.contains("/")
                ? Integer.parseInt(listed.replaceFirst(".*/", ""))
                : bits.length();
        if (length > bits.length()) {
            return Fit.ODD;
        }
        return of(bits.length() == other.length()
                && bits.substring(0, length).equals(other.substring(0, length)));
    }

    /** The JDK also takes "5" for 0.0.0.5, which no policy means. */
    private static Optional<InetAddress> address(String text) {
        if (!text.contains(":") && !text.matches("\\d+(\\.\\d+){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String bits(InetAddress address) {
        var bits = new StringBuilder();
        for (var octet : address.getAddress()) {
            bits.append(Integer.toBinaryString((octet & 0xff) + 0x100).substring(1));
        }
        return bits.toString();
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Fit order(String operator, String listed, String value) {
        var dates = operator.startsWith("Date");
        var left = dates ? date(value) : number(value);
        var right = dates ? date(listed) : number(listed);
        if (left.isEmpty() || right.isEmpty()) {
            return Fit.ODD;
        }
        var compared = left.get().compareTo(right.get());
        return of(
                switch (operator.replaceFirst("Numeric|Date", "").toLowerCase(Locale.ROOT)) {
                    case "equals" -> compared == 0;
                    case "lessthan" -> compared < 0;
                    case "lessthanequals" -> compared <= 0;
                    case "greaterthan" -> compared > 0;
                    case "greaterthanequals" -> compared >= 0;
                    default -> throw new IllegalArgumentException(operator);
                });
    }

    private static Optional<BigDecimal> number(String text) {
        return text.matches("[+-]?\\d+(\\.\\d+)?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    private static Optional<BigDecimal> date(String text) {
        if (number(text).isPresent()) {
            return number(text);
        }
        try {
            if (text.length() == 10) {
                return Optional.of(BigDecimal.valueOf(
                        LocalDate.parse(text).atStartOfDay().toEpochSecond(ZoneOffset.UTC)));
            }
            var instant = OffsetDateTime.parse(text).toInstant();
            return Optional.of(BigDecimal.valueOf(instant.getEpochSecond())
                    .add(BigDecimal.valueOf(instant.getNano(), 9)));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
