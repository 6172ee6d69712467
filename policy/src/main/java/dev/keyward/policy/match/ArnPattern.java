package dev.keyward.policy.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pattern for ARNs. Each part is matched on its own, so that a {@code *} in one of the first five
 * never reaches into the next; in the last part it crosses colons and slashes.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Resource" and "Condition operators".
 */
final class ArnPattern {

    private static final int PARTS = 6;
    private static final String PREFIX = "arn:";
    private static final String ANYTHING = "*";

    /** How every ARN that matches begins: with those first parts that are exact. */
    private final String prefix;

    /** What follows of partition, service, region and account. */
    private final TextPattern[] front;

    private final TextPattern resource;

    private ArnPattern(String prefix, TextPattern[] front, TextPattern resource) {
        this.prefix = prefix;
        this.front = front;
        this.resource = resource;
    }

    /** A pattern of a condition: all six parts must be there, and variables may stand in any. */
    static Optional<ArnPattern> ofCondition(String text, LanguageVersion version) {
        var parts = split(text, version);
        if (parts.size() != PARTS || !parts.getFirst().equals("arn")) {
            return Optional.empty();
        }
        return Optional.of(of(parts, version, version));
    }

    /**
     * A pattern of a {@code Resource} element. Variables may stand in the last part only. Parts that
     * are missing after a wildcard, as in {@code arn:aws:kms:*}, are free; without a wildcard a short
     * pattern matches nothing.
     */
    static Optional<ArnPattern> ofResource(String text, LanguageVersion version) {
        var parts = split(text, version);
        if (!parts.getFirst().equals("arn")) {
            return Optional.empty();
        }
        if (parts.size() < PARTS && text.indexOf('*') < 0 && text.indexOf('?') < 0) {
            return Optional.empty();
        }
        while (parts.size() < PARTS) {
            parts.add(ANYTHING);
        }
        return Optional.of(of(parts, LanguageVersion.V2008, version));
    }

    private static ArnPattern of(
            List<String> parts, LanguageVersion inFront, LanguageVersion inResource) {
        var prefix = new StringBuilder(PREFIX);
        var front = new ArrayList<TextPattern>();
        for (var part : parts.subList(1, PARTS - 1)) {
            var pattern = TextPattern.compile(part, inFront, Piece.Wildcards.MEANT);
            if (front.isEmpty()
                    && pattern instanceof TextPattern.Exact(var text)
                    && text.indexOf(':') < 0) {
                prefix.append(text).append(':');
            } else {
                front.add(pattern);
            }
        }
        return new ArnPattern(
                prefix.toString(),
                front.toArray(TextPattern[]::new),
                TextPattern.compile(parts.getLast(), inResource, Piece.Wildcards.MEANT));
    }

    /** Splits at colons, but not at those within variables. */
    private static List<String> split(String text, LanguageVersion version) {
        var parts = new ArrayList<String>(PARTS);
        var start = 0;
        var at = 0;
        while (at < text.length() && parts.size() < PARTS - 1) {
            var close = version.hasVariables() ? Piece.variableEnd(text, at) : -1;
            if (close > 0) {
                at = close + 1;
            } else {
                if (text.charAt(at) == ':') {
                    parts.add(text.substring(start, at));
                    start = at + 1;
                }
                at++;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** The only ARN that matches, if there is only one. */
    Optional<String> exact() {
        return front.length == 0 && resource instanceof TextPattern.Exact(var text)
                ? Optional.of(prefix + text)
                : Optional.empty();
    }

    /** Whether there is a variable in it; the parts in front of a resource's last have none. */
    boolean varies() {
        return Stream.concat(Stream.of(front), Stream.of(resource)).anyMatch(TextPattern::varies);
    }

    /** Whether {@code text} matches; what is no ARN does not. */
    boolean matches(String text, RequestContext context) {
        if (!text.startsWith(prefix)) {
            return false;
        }
        var from = prefix.length();
        for (var part : front) {
            var colon = text.indexOf(':', from);
            if (colon < 0 || !part.matches(text, from, colon, context)) {
                return false;
            }
            from = colon + 1;
        }
        return resource.matches(text, from, text.length(), context);
    }
}
