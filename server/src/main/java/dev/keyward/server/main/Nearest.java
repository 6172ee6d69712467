package dev.keyward.server.main;

import java.util.Collection;
import java.util.Optional;

/** Finds what someone probably meant to write. */
final class Nearest {

    private Nearest() {}

    /**
     * The candidate with the fewest changed, added, missing or swapped letters; empty if even that
     * one differs in more than a quarter of its letters, or in two of a short name.
     */
    static Optional<String> to(String written, Collection<String> candidates) {
        Optional<String> nearest = Optional.empty();
        var fewest = Integer.MAX_VALUE;
        for (var candidate : candidates) {
            var distance = distance(written, candidate);
            if (distance < fewest && distance <= Math.max(2, candidate.length() / 4)) {
                fewest = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** The restricted Damerau-Levenshtein distance. */
    private static int distance(String from, String to) {
        var steps = new int[from.length() + 1][to.length() + 1];
        for (var i = 0; i <= from.length(); i++) {
            for (var j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : fewestSteps(steps, from, to, i, j);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int fewestSteps(int[][] steps, String from, String to, int i, int j) {
        var change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        var fewest = Math.min(
                steps[i - 1][j - 1] + change, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        var swapped = i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(fewest, steps[i - 2][j - 2] + 1) : fewest;
    }
}
