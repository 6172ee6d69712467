package dev.keyward.policy.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A policy value to be compared with text of the request. */
sealed interface TextPattern {

    /** Whether the part of {@code value} from {@code start} up to {@code end} matches. */
    boolean matches(String value, int start, int end, RequestContext context);

    default boolean matches(String value, RequestContext context) {
        return matches(value, 0, value.length(), context);
    }

    /** As {@link #matches}, without case; for patterns without wildcards. */
    boolean equalsIgnoreCase(String value, RequestContext context);

    /** Whether there is a variable in it. */
    default boolean varies() {
        return this instanceof Varying || this instanceof VaryingWild;
    }

    static TextPattern compile(String text, LanguageVersion version, Piece.Wildcards wildcards) {
        var pieces = Piece.parse(text, version, wildcards);
        if (pieces.isEmpty()) {
            return new Exact("");
        }
        if (pieces.size() == 1 && pieces.getFirst() instanceof Piece.Literal(var literal)) {
            return new Exact(literal);
        }
        if (pieces.stream().noneMatch(Piece.Variable.class::isInstance)) {
            return new Wild(Glob.of(pieces));
        }
        return pieces.stream().anyMatch(TextPattern::isWildcard)
                ? new VaryingWild(List.copyOf(pieces))
                : new Varying(List.copyOf(pieces));
    }

    private static boolean isWildcard(Piece piece) {
        return piece instanceof Piece.AnyRun || piece instanceof Piece.AnyOne;
    }

    record Exact(String text) implements TextPattern {
        @Override
        public boolean matches(String value, int start, int end, RequestContext context) {
            return end - start == text.length() && value.startsWith(text, start);
        }

        @Override
        public boolean equalsIgnoreCase(String value, RequestContext context) {
            return text.equalsIgnoreCase(value);
        }
    }

    record Wild(Glob glob) implements TextPattern {
        @Override
        public boolean matches(String value, int start, int end, RequestContext context) {
            return glob.matches(value, start, end);
        }

        @Override
        public boolean equalsIgnoreCase(String value, RequestContext context) {
            throw new IllegalStateException("a pattern with wildcards is compared with case");
        }
    }

    /** Text with variables. One that cannot be resolved makes the whole text match nothing. */
    record Varying(List<Piece> pieces) implements TextPattern {
        @Override
        public boolean matches(String value, int start, int end, RequestContext context) {
            var at = start;
            for (var piece : pieces) {
                var text = text(piece, context);
                if (text.isEmpty()
                        || text.get().length() > end - at
                        || !value.startsWith(text.get(), at)) {
                    return false;
                }
                at += text.get().length();
            }
            return at == end;
        }

        @Override
        public boolean equalsIgnoreCase(String value, RequestContext context) {
            var at = 0;
            for (var piece : pieces) {
                var text = text(piece, context);
                if (text.isEmpty()
                        || !value.regionMatches(
                                true, at, text.get(), 0, text.get().length())) {
                    return false;
                }
                at += text.get().length();
            }
            return at == value.length();
        }

        private static Optional<String> text(Piece piece, RequestContext context) {
            return switch (piece) {
                case Piece.Literal(var text) -> Optional.of(text);
                case Piece.Variable variable -> variable.valueIn(context);
                case Piece.AnyRun _, Piece.AnyOne _ ->
                    throw new IllegalStateException("wildcards are not text");
            };
        }
    }

    /**
     * Text with variables and wildcards. What is put in for a variable is literal: a {@code *} in a tag's
     * value never becomes a wildcard.
     */
    record VaryingWild(List<Piece> pieces) implements TextPattern {
        @Override
        public boolean matches(String value, int start, int end, RequestContext context) {
            var resolved = new ArrayList<Piece>(pieces.size());
            for (var piece : pieces) {
                if (piece instanceof Piece.Variable variable) {
                    var text = variable.valueIn(context);
                    if (text.isEmpty()) {
                        return false;
                    }
                    resolved.add(new Piece.Literal(text.get()));
                } else {
                    resolved.add(piece);
                }
            }
            return Glob.of(resolved).matches(value, start, end);
        }

        @Override
        public boolean equalsIgnoreCase(String value, RequestContext context) {
            throw new IllegalStateException("a pattern with wildcards is compared with case");
        }
    }
}
