package dev.keyward.policy.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern for ARNs. Each part is matched on its own, so that a {@code *} in one of the first five
 * never reaches into the next; in the last part it crosses colons and slashes.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Resource" and "Condition operators".
 */
record ArnPattern(
        TextPattern partition,
        TextPattern service,
        TextPattern region,
        TextPattern account,
        TextPattern resource) {

    private static final int PARTS = 6;
    private static final String ANYTHING = "*";

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
        return new ArnPattern(
                TextPattern.compile(parts.get(1), inFront, Piece.Wildcards.MEANT),
                TextPattern.compile(parts.get(2), inFront, Piece.Wildcards.MEANT),
                TextPattern.compile(parts.get(3), inFront, Piece.Wildcards.MEANT),
                TextPattern.compile(parts.get(4), inFront, Piece.Wildcards.MEANT),
                TextPattern.compile(parts.get(5), inResource, Piece.Wildcards.MEANT));
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

    boolean matches(ArnParts arn, RequestContext context) {
        return resource.matches(arn.resource(), context)
                && account.matches(arn.account(), context)
                && region.matches(arn.region(), context)
                && service.matches(arn.service(), context)
                && partition.matches(arn.partition(), context);
    }
}
