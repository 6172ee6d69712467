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
            runs.add(new Run(text.toString(), ones));
            text.setLength(0);
        }
    }

    boolean matches(String value) {
        if (runs.length == 0) {
            return startsFree || value.isEmpty();
        }
        var from = 0;
        var to = value.length();
        var first = 0;
        var last = runs.length;
        if (!startsFree) {
            var run = runs[first++];
            if (!run.standsAt(value, 0)) {
                return false;
            }
            from = run.length();
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

    /** Text without {@code *}; {@code ones} are the places where any one character will do. */
    private record Run(String text, BitSet ones) {

        int length() {
            return text.length();
        }

        boolean standsAt(String value, int at) {
            if (ones.isEmpty()) {
                return value.startsWith(text, at);
            }
            if (at + text.length() > value.length()) {
                return false;
            }
            for (var index = 0; index < text.length(); index++) {
                if (!ones.get(index) && text.charAt(index) != value.charAt(at + index)) {
                    return false;
                }
            }
            return true;
        }

        int find(String value, int from, int to) {
            if (ones.isEmpty()) {
                return value.indexOf(text, from, to);
            }
            for (var at = from; at + text.length() <= to; at++) {
                if (standsAt(value, at)) {
                    return at;
                }
            }
            return -1;
        }
    }
}
