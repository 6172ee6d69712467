package dev.keyward.policy.spec;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Wildcards, variables and ARNs as the guide explains them: by trying, never by preparing. */
final class SpecPatterns {

    /** Stand for the wildcards that are meant, so that what a variable brings is never one of them. */
    private static final char ANY_RUN = '\uE000';

    private static final char ANY_ONE = '\uE001';
    private static final char COLON_OF_A_VARIABLE = '\uE002';

    private static final Pattern ARN =
            Pattern.compile("arn:[^:]*:[^:]*:[^:]*:[^:]*:.*", Pattern.DOTALL);

    private final Map<String, Object> context;
    private final boolean variables;
    private final Coverage coverage;

    SpecPatterns(Map<String, Object> context, boolean variables, Coverage coverage) {
        this.context = context;
        this.variables = variables;
        this.coverage = coverage;
    }

    /** The value of a key, whose case does not matter; a list without values is no value. */
    Optional<Object> find(String key) {
        return context.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .map(Map.Entry::getValue)
                .filter(value -> !value.equals(List.of()))
                .findFirst();
    }

    /** The text with its variables replaced; empty if one of them has no single value. */
    Optional<String> resolve(String text) {
        return expand(text, false);
    }

    /** Whether the value fits the pattern, with wildcards and variables. */
    boolean like(String pattern, String value) {
        return expand(pattern, true).filter(expanded -> fits(expanded, value)).isPresent();
    }

    /** The same for patterns that never have variables. */
    static boolean wildcard(String pattern, String value) {
        return new SpecPatterns(Map.of(), false, new Coverage()).like(pattern, value);
    }

    private Optional<String> expand(String text, boolean wildcards) {
        var expanded = new StringBuilder();
        for (var at = 0; at < text.length(); at++) {
            var end = endOfVariable(text, at);
            if (end > 0) {
                var value = value(text.substring(at + 2, end));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                expanded.append(value.get());
                at = end;
            } else if (wildcards && text.charAt(at) == '*') {
                expanded.append(ANY_RUN);
            } else if (wildcards && text.charAt(at) == '?') {
                expanded.append(ANY_ONE);
            } else {
                expanded.append(text.charAt(at));
            }
        }
        return Optional.of(expanded.toString());
    }

    /** Where the variable that begins there ends, at its brace; -1 if none begins there. */
    private int endOfVariable(String text, int at) {
        if (!variables || !text.startsWith("${", at)) {
            return -1;
        }
        var brace = text.indexOf('}', at);
        var fallback = text.indexOf(", '", at);
        var quoted = fallback > 0 && fallback < brace ? text.indexOf("'}", fallback + 3) : -1;
        return quoted < 0 ? brace : quoted + 1;
    }

    /** What stands for {@code ${inside}}. */
    private Optional<String> value(String inside) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            coverage.saw("variable", "literal");
            return Optional.of(inside);
        }
        var parts = inside.split(", '", 2);
        var found = find(parts[0]);
        coverage.saw("variable", state(found), parts.length == 2 ? "with fallback" : "alone");
        if (found.isPresent()) {
            return found.filter(String.class::isInstance).map(String.class::cast);
        }
        return parts.length == 2
                ? Optional.of(parts[1].substring(0, parts[1].length() - 1))
                : Optional.empty();
    }

    /** What a request has for a key, in a word. */
    static String state(Optional<Object> found) {
        return found.isEmpty()
                ? "absent"
                : found.get() instanceof List<?>
                        ? "multiple"
                        : found.get().equals("") ? "empty" : "single";
    }

    /** Goes through the pattern, and keeps where in the value one may be by then. */
    private static boolean fits(String pattern, String value) {
        var places = new BitSet();
        places.set(0);
        for (var index = 0; index < pattern.length(); index++) {
            var c = pattern.charAt(index);
            var next = new BitSet();
            for (var at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
                if (c == ANY_RUN) {
                    next.set(at, value.length() + 1);
                    break;
                }
                if (at < value.length() && (c == ANY_ONE || c == value.charAt(at))) {
                    next.set(at + 1);
                }
            }
            places = next;
        }
        return places.get(value.length());
    }

    /** The six parts of an ARN, or fewer if the text has not so many; variables are left whole. */
    private List<String> parts(String text) {
        var hidden = new StringBuilder(text);
        for (var at = 0; at < text.length(); at++) {
            for (var end = endOfVariable(text, at); at < end; at++) {
                if (text.charAt(at) == ':') {
                    hidden.setCharAt(at, COLON_OF_A_VARIABLE);
                }
            }
        }
        var parts = new ArrayList<String>();
        for (var part : hidden.toString().split(":", 6)) {
            parts.add(part.replace(COLON_OF_A_VARIABLE, ':'));
        }
        return parts;
    }

    static boolean isArn(String text) {
        return ARN.matcher(text).matches();
    }

    /** Whether an Arn operator can do anything with a policy's value. */
    boolean isArnPattern(String text) {
        var parts = parts(text);
        return parts.size() == 6 && parts.getFirst().equals("arn");
    }

    /** A value of an Arn operator: every part on its own, with variables in each. */
    boolean arnLike(String pattern, String arn) {
        var want = parts(pattern);
        var have = arn.split(":", 6);
        for (var part = 1; part < 6; part++) {
            if (!like(want.get(part), have[part])) {
                return false;
            }
        }
        return true;
    }

    /**
     * A value of a Resource element: as an Arn operator, but with variables in the last part only, and
     * parts missing at the end are free if the pattern has a wildcard at all.
     */
    boolean resourceLike(String pattern, String resource) {
        if (pattern.equals("*")) {
            return true;
        }
        var want = parts(pattern);
        var isShort = want.size() < 6;
        if (!isArn(resource) || (isShort && !pattern.contains("*") && !pattern.contains("?"))) {
            return false;
        }
        var have = resource.split(":", 6);
        for (var part = 0; part < want.size(); part++) {
            var fits = part < 5
                    ? wildcard(want.get(part), have[part])
                    : like(want.get(part), have[part]);
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
