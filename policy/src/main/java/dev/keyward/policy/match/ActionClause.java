package dev.keyward.policy.match;

import java.util.List;
import java.util.Locale;

/**
 * The {@code Action} or {@code NotAction} of a statement. Both halves of an action are compared without
 * case; {@code *} and {@code ?} may stand anywhere in its name, and {@code *} alone is every action.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Action".
 */
public sealed interface ActionClause {

    /** Whether the clause is about {@code action}, in whichever case. */
    boolean matches(String action);

    static ActionClause of(List<String> actions) {
        return new Listed(actions.stream().map(Pattern::compile).toArray(Pattern[]::new));
    }

    static ActionClause allBut(List<String> actions) {
        return new AllBut(
                new Listed(actions.stream().map(Pattern::compile).toArray(Pattern[]::new)));
    }

    /** The clause of a statement that names no action and so does nothing. */
    static ActionClause none() {
        return new Listed(new Pattern[0]);
    }

    final class Listed implements ActionClause {

        private final Pattern[] patterns;

        private Listed(Pattern[] patterns) {
            this.patterns = patterns;
        }

        @Override
        public boolean matches(String action) {
            var lower = action.toLowerCase(Locale.ROOT);
            for (var pattern : patterns) {
                if (pattern.matches(lower)) {
                    return true;
                }
            }
            return false;
        }
    }

    record AllBut(Listed listed) implements ActionClause {
        @Override
        public boolean matches(String action) {
            return !listed.matches(action);
        }
    }

    /** One action pattern, in lower case. */
    record Pattern(Glob service, Glob name) {

        private static Pattern compile(String action) {
            var lower = action.toLowerCase(Locale.ROOT);
            var colon = lower.indexOf(':');
            if (colon < 0) {
                // "*" alone; the parser lets nothing else pass without a colon.
                return new Pattern(wild(lower), wild(lower));
            }
            return new Pattern(wild(lower.substring(0, colon)), wild(lower.substring(colon + 1)));
        }

        private static Glob wild(String text) {
            return Glob.of(Piece.parse(text, LanguageVersion.V2008, Piece.Wildcards.MEANT));
        }

        private boolean matches(String lower) {
            var colon = lower.indexOf(':');
            return service.matches(lower, 0, Math.max(colon, 0))
                    && name.matches(lower, colon + 1, lower.length());
        }
    }
}
