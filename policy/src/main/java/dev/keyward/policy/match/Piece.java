package dev.keyward.policy.match;

import dev.keyward.policy.ContextKeys;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a policy value is made of, from left to right. */
sealed interface Piece {

    record Literal(String text) implements Piece {}

    /** {@code *}: any characters, also none. */
    record AnyRun() implements Piece {}

    /** {@code ?}: exactly one character. */
    record AnyOne() implements Piece {}

    /** {@code ${key}} or <code>${key, 'fallback'}</code>. */
    record Variable(String lowerCaseKey, Optional<String> fallback) implements Piece {

        /** What stands in its place; multi-valued keys cannot, not even by their fallback. */
        Optional<String> valueIn(RequestContext context) {
            var found = context.find(lowerCaseKey);
            if (found.isEmpty()) {
                return fallback;
            }
            return switch (found.get()) {
                case ContextKeys.Single(var value) -> Optional.of(value);
                case ContextKeys.Multiple(var values) -> Optional.empty();
            };
        }
    }

    /** Whether {@code *} and {@code ?} mean something or stand for themselves. */
    enum Wildcards {
        MEANT,
        LITERAL
    }

    /** Far more than a tag's key and value have; without a limit, looking for the end could take long. */
    int MOST_IN_A_VARIABLE = 1_024;

    String OPEN = "${";
    String FALLBACK_OPEN = ", '";
    String FALLBACK_CLOSE = "'}";

    /**
     * Takes a policy value apart. An unclosed <code>${</code> is plain text.
     *
     * <p>Source: IAM User Guide, "IAM policy elements: Variables and tags".
     */
    static List<Piece> parse(String text, LanguageVersion version, Wildcards wildcards) {
        var pieces = new ArrayList<Piece>();
        var literal = new StringBuilder();
        var at = 0;
        while (at < text.length()) {
            var close = version.hasVariables() ? variableEnd(text, at) : -1;
            if (close > 0) {
                var inside = text.substring(at + OPEN.length(), close);
                if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
                    literal.append(inside);
                } else {
                    flush(literal, pieces);
                    pieces.add(variable(inside));
                }
                at = close + 1;
                continue;
            }
            var c = text.charAt(at);
            if (wildcards == Wildcards.MEANT && (c == '*' || c == '?')) {
                flush(literal, pieces);
                pieces.add(c == '*' ? new AnyRun() : new AnyOne());
            } else {
                literal.append(c);
            }
            at++;
        }
        flush(literal, pieces);
        return pieces;
    }

    /** The index of the brace that ends a variable which begins at {@code at}, or -1 if none does. */
    static int variableEnd(String text, int at) {
        if (!text.startsWith(OPEN, at)) {
            return -1;
        }
        var most = Math.min(text.length(), at + MOST_IN_A_VARIABLE);
        var close = text.indexOf('}', at, most);
        var fallback = close < 0 ? -1 : text.indexOf(FALLBACK_OPEN, at, close);
        if (fallback < 0) {
            return close;
        }
        // A fallback may hold a brace of its own, so its closing quote decides.
        var end = text.indexOf(FALLBACK_CLOSE, fallback + FALLBACK_OPEN.length(), most);
        return end < 0 ? close : end + 1;
    }

    private static Variable variable(String inside) {
        var comma = inside.indexOf(FALLBACK_OPEN);
        if (comma < 0
                || !inside.endsWith("'")
                || comma + FALLBACK_OPEN.length() > inside.length() - 1) {
            return new Variable(inside.toLowerCase(Locale.ROOT), Optional.empty());
        }
        var fallback = inside.substring(comma + FALLBACK_OPEN.length(), inside.length() - 1);
        return new Variable(
                inside.substring(0, comma).toLowerCase(Locale.ROOT), Optional.of(fallback));
    }

    private static void flush(StringBuilder literal, List<Piece> pieces) {
        if (!literal.isEmpty()) {
            pieces.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
