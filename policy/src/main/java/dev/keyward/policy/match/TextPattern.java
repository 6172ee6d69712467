package dev.keyward.policy.match;

import dev.keyward.policy.ContextKeys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A policy value to be compared with text of the request. */
sealed interface TextPattern {

    boolean matches(String value, RequestContext context);

    /** As {@link #matches}, without case; for patterns without wildcards. */
    boolean equalsIgnoreCase(String value, RequestContext context);

    static TextPattern compile(String text, LanguageVersion version, Piece.Wildcards wildcards) {
        var pieces = Piece.parse(text, version, wildcards);
        if (pieces.stream().anyMatch(Piece.Variable.class::isInstance)) {
            return new Varying(List.copyOf(pieces));
        }
        if (pieces.isEmpty()) {
            return new Exact("");
        }
        if (pieces.size() == 1 && pieces.getFirst() instanceof Piece.Literal(var literal)) {
            return new Exact(literal);
        }
        return new Wild(Glob.of(pieces));
    }

    record Exact(String text) implements TextPattern {
        @Override
        public boolean matches(String value, RequestContext context) {
            return text.equals(value);
        }

        @Override
        public boolean equalsIgnoreCase(String value, RequestContext context) {
            return text.equalsIgnoreCase(value);
        }
    }

    record Wild(Glob glob) implements TextPattern {
        @Override
        public boolean matches(String value, RequestContext context) {
            return glob.matches(value);
        }

        @Override
        public boolean equalsIgnoreCase(String value, RequestContext context) {
            throw new IllegalStateException("a pattern with wildcards is compared with case");
        }
    }

    /**
     * Text with variables. What is put in for a variable is literal: a {@code *} in a tag's value never
     * becomes a wildcard. A variable that cannot be resolved makes the whole text match nothing.
     */
    record Varying(List<Piece> pieces) implements TextPattern {
        @Override
        public boolean matches(String value, RequestContext context) {
            return resolve(context).map(found -> Glob.of(found).matches(value)).orElse(false);
        }

        @Override
        public boolean equalsIgnoreCase(String value, RequestContext context) {
            return resolve(context)
                    .map(found -> literal(found).equalsIgnoreCase(value))
                    .orElse(false);
        }

        private static String literal(List<Piece> resolved) {
            var text = new StringBuilder();
            for (var piece : resolved) {
                if (!(piece instanceof Piece.Literal(var part))) {
                    throw new IllegalStateException(
                            "a pattern with wildcards is compared with case");
                }
                text.append(part);
            }
            return text.toString();
        }

        private Optional<List<Piece>> resolve(RequestContext context) {
            var resolved = new ArrayList<Piece>(pieces.size());
            for (var piece : pieces) {
                if (piece instanceof Piece.Variable variable) {
                    var text = valueOf(variable, context);
                    if (text.isEmpty()) {
                        return Optional.empty();
                    }
                    resolved.add(new Piece.Literal(text.get()));
                } else {
                    resolved.add(piece);
                }
            }
            return Optional.of(resolved);
        }

        /** Multi-valued keys cannot be variables, not even by their fallback. */
        private static Optional<String> valueOf(Piece.Variable variable, RequestContext context) {
            var found = context.find(variable.lowerCaseKey());
            if (found.isEmpty()) {
                return variable.fallback();
            }
            return switch (found.get()) {
                case ContextKeys.Single(var value) -> Optional.of(value);
                case ContextKeys.Multiple(var values) -> Optional.empty();
            };
        }
    }
}
