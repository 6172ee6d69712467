package dev.keyward.policy.spec;

import java.util.List;
import java.util.SplittableRandom;

/** Random choices that the same seed repeats. */
final class Choice {

    private final SplittableRandom random;

    Choice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** One of the values, the earlier the likelier. */
    <T> T pickEarly(List<T> values) {
        return values.get(Math.min(random.nextInt(values.size()), random.nextInt(values.size())));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** From 1 to {@code most}. */
    int upTo(int most) {
        return 1 + random.nextInt(most);
    }
}
