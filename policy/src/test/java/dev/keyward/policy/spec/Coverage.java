package dev.keyward.policy.spec;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often the reference went which way: a generator that no longer reaches a corner shows here. */
final class Coverage {

    private final Map<String, Integer> counts = new HashMap<>();

    void saw(String... words) {
        counts.merge(String.join(" ", words), 1, Integer::sum);
    }

    Coverage plus(Coverage other) {
        var sum = new Coverage();
        sum.counts.putAll(counts);
        other.counts.forEach((label, count) -> sum.counts.merge(label, count, Integer::sum));
        return sum;
    }

    int of(String label) {
        return counts.getOrDefault(label, 0);
    }

    /** How many percent of those that fit one pattern fit the other, too. */
    long share(String some, String all) {
        return sum(some) * 100 / sum(all);
    }

    private long sum(String pattern) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().matches(pattern))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public String toString() {
        var lines = new StringBuilder();
        new TreeMap<>(counts)
                .forEach((label, count) -> lines.append("%10d %s%n".formatted(count, label)));
        return lines.toString();
    }
}
