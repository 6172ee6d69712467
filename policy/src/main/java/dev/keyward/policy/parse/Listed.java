package dev.keyward.policy.parse;

import java.util.List;

/**
 * What an element of a statement lists, be it {@code Action} or {@code NotAction}, {@code Resource} or
 * {@code NotResource}, {@code Principal} or {@code NotPrincipal}. Without values, the statement has
 * neither of the two.
 */
public record Listed<T>(Sense sense, List<T> values) {

    /** Whether the values are meant, or all but them. */
    public enum Sense {
        THESE,
        ALL_BUT_THESE
    }

    public Listed {
        values = List.copyOf(values);
    }

    public static <T> Listed<T> these(List<T> values) {
        return new Listed<>(Sense.THESE, values);
    }

    /** The element that is not there. */
    public static <T> Listed<T> absent() {
        return these(List.of());
    }

    public boolean isAbsent() {
        return values.isEmpty();
    }
}
