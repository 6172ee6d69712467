package dev.keyward.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The headers of an HTTP message: names in lower case, each with its values in the order in which
 * they came. Immutable.
 */
public final class Headers {

    private static final Headers NONE = new Headers(Map.of());

    private final Map<String, List<String>> values;

    private Headers(Map<String, List<String>> values) {
        this.values = values;
    }

    public static Headers none() {
        return NONE;
    }

    /** Headers of one value each, for tests and clients. */
    public static Headers of(Map<String, String> single) {
        var builder = builder();
        single.forEach(builder::add);
        return builder.build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The first value of {@code name}, which must be in lower case. */
    public Optional<String> first(String name) {
        List<String> found = values.get(name);
        return found == null ? Optional.empty() : Optional.of(found.getFirst());
    }

    /** Every value of {@code name}, which must be in lower case; empty if it is absent. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Set<String> names() {
        return values.keySet();
    }

    /** These headers, with {@code name} replaced by one value. */
    public Headers with(String name, String value) {
        var builder = builder();
        values.forEach((other, all) -> {
            if (!other.equals(name)) {
                all.forEach(each -> builder.add(other, each));
            }
        });
        return builder.add(name, value).build();
    }

    /** The names only: a value may be a credential. */
    @Override
    public String toString() {
        return "Headers" + values.keySet();
    }

    /** Collects headers in order; used by one thread. */
    public static final class Builder {

        private final Map<String, List<String>> values = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a value; {@code name} may come in any case. */
        public Builder add(String name, String value) {
            values.computeIfAbsent(name.toLowerCase(Locale.ROOT), absent -> new ArrayList<>(1))
                    .add(value);
            return this;
        }

        public Headers build() {
            return new Headers(new LinkedHashMap<>(values));
        }
    }
}
