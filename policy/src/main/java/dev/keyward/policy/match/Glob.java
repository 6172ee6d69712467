package dev.keyward.policy.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern of literal text, {@code *} and {@code ?}, ready to be matched. Never backtracks over more
 * than one {@code *}: each run of text between two of them is looked for once, from left to right.
 */
final class Glob {

    private final Run[] runs;
    private final boolean startsFree;
    private final boolean endsFree;

    private Glob(List<Run> runs, boolean startsFree, boolean endsFree) {
        this.runs = runs.toArray(Run[]::new);
        this.startsFree = startsFree;
        this.endsFree = endsFree;
    }

    /** Compiles pieces, none of which may be a variable. */
    static Glob of(List<Piece> pieces) {
        var runs = new ArrayList<Run>();
        var text = new StringBuilder();
        var ones = new BitSet();
        var startsFree = !pieces.isEmpty() && pieces.getFirst() instanceof Piece.AnyRun;
        var endsFree = !pieces.isEmpty() && pieces.getLast() instanceof Piece.AnyRun;
        for (var piece : pieces) {
            switch (piece) {
                case Piece.Literal(var literal) -> text.append(literal);
                case Piece.AnyOne() -> {
                    ones.set(text.length());
                    text.append('?');
                }
                case Piece.AnyRun() -> {
                    addRun(text, ones, runs);
                    ones = new BitSet();
                }
                case Piece.Variable variable ->
                    throw new IllegalArgumentException("unresolved " + variable);
            }
        }
        addRun(text, ones, runs);
        return new Glob(runs, startsFree, endsFree);
    }

    private static void addRun(StringBuilder text, BitSet ones, List<Run> runs) {
        if (!text.isEmpty()) {
            runs.add(Run.of(text.toString(), ones));
            text.setLength(0);
        }
    }

    boolean matches(String value) {
        return matches(value, 0, value.length());
    }

    /** Whether the part of {@code value} from {@code start} up to {@code end} matches. */
    boolean matches(String value, int start, int end) {
        if (runs.length == 0) {
            return startsFree || start == end;
        }
        var from = start;
        var to = end;
        var first = 0;
        var last = runs.length;
        if (!startsFree) {
            var run = runs[first++];
            if (from + run.length() > to || !run.standsAt(value, from)) {
                return false;
            }
            from += run.length();
            if (first == last && !endsFree) {
                return from == to;
            }
        }
        if (!endsFree) {
            var run = runs[--last];
            to -= run.length();
            if (to < from || !run.standsAt(value, to)) {
                return false;
            }
        }
        for (var index = first; index < last; index++) {
            var found = runs[index].find(value, from, to);
            if (found < 0) {
                return false;
            }
            from = found + runs[index].length();
        }
        return true;
    }
}
