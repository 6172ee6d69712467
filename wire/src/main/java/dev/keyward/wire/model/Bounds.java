package dev.keyward.wire.model;

import java.math.BigDecimal;

/** The least and greatest length or value of a shape, both inclusive. */
public record Bounds(long min, long max) {

    /** No bounds at all. */
    public static final Bounds NONE = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

    public boolean hasMin() {
        return min != Long.MIN_VALUE;
    }

    public boolean hasMax() {
        return max != Long.MAX_VALUE;
    }

    /** True if {@code value} is within those bounds that there are. */
    public boolean contains(BigDecimal value) {
        return (!hasMin() || value.compareTo(BigDecimal.valueOf(min)) >= 0)
                && (!hasMax() || value.compareTo(BigDecimal.valueOf(max)) <= 0);
    }
}
