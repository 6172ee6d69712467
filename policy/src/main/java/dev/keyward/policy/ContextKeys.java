package dev.keyward.policy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The condition keys of one request with their values. Names are compared without case, values are
 * kept as they are. Whether a key is multi-valued is a property of the key, not of how many values
 * this request brings: a multi-valued key of one value still needs a set operator.
 *
 * <p>Source: IAM User Guide, "Single-valued vs. multivalued context keys".
 */
public final class ContextKeys {

    /** The values of one key; a multi-valued key without any value counts as absent. */
    public sealed interface Value {}

    public record Single(String value) implements Value {}

    public record Multiple(List<String> values) implements Value {
        public Multiple {
            values = List.copyOf(values);
        }
    }

    private static final ContextKeys EMPTY = new ContextKeys(Map.of());

    private final Supplier<Map<String, Value>> byLowerCaseName;

    private ContextKeys(Map<String, Value> byLowerCaseName) {
        this(() -> byLowerCaseName);
    }

    private ContextKeys(Supplier<Map<String, Value>> byLowerCaseName) {
        this.byLowerCaseName = byLowerCaseName;
    }

    public static ContextKeys empty() {
        return EMPTY;
    }

    /**
     * Keys that are made when one is first asked for, and only then: many policies have no condition,
     * and making the keys costs more than judging the policies.
     */
    public static ContextKeys lazily(Supplier<ContextKeys> keys) {
        return new ContextKeys(new Once(keys));
    }

    /** Makes keys once. */
    private static final class Once implements Supplier<Map<String, Value>> {

        private final Supplier<ContextKeys> keys;

        private Optional<Map<String, Value>> made = Optional.empty();

        Once(Supplier<ContextKeys> keys) {
            this.keys = keys;
        }

        @Override
        public synchronized Map<String, Value> get() {
            if (made.isEmpty()) {
                made = Optional.of(keys.get().byLowerCaseName.get());
            }
            return made.get();
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The value of {@code name}, whose case does not matter; empty if the request has no such key. */
    public Optional<Value> find(String name) {
        return Optional.ofNullable(byLowerCaseName.get().get(name.toLowerCase(Locale.ROOT)));
    }

    /** As {@link #find}, for a {@code name} that is in lower case already. */
    public Optional<Value> findLowerCase(String name) {
        return Optional.ofNullable(byLowerCaseName.get().get(name));
    }

    /** The names that are present, in lower case. */
    public Collection<String> names() {
        return byLowerCaseName.get().keySet();
    }

    /** These keys and those of {@code more}; where both have a key, {@code more} wins. */
    public ContextKeys with(ContextKeys more) {
        var all = new LinkedHashMap<>(byLowerCaseName.get());
        all.putAll(more.byLowerCaseName.get());
        return new ContextKeys(all);
    }

    /** Collects keys; used by one thread. */
    public static final class Builder {

        private final Map<String, Value> byLowerCaseName = new LinkedHashMap<>();

        private Builder() {}

        public Builder single(String name, String value) {
            byLowerCaseName.put(name.toLowerCase(Locale.ROOT), new Single(value));
            return this;
        }

        /** Adds the key if there is a value, and leaves it absent otherwise. */
        public Builder single(String name, Optional<String> value) {
            value.ifPresent(present -> single(name, present));
            return this;
        }

        public Builder multiple(String name, Collection<String> values) {
            byLowerCaseName.put(name.toLowerCase(Locale.ROOT), new Multiple(List.copyOf(values)));
            return this;
        }

        public ContextKeys build() {
            return byLowerCaseName.isEmpty()
                    ? EMPTY
                    : new ContextKeys(new LinkedHashMap<>(byLowerCaseName));
        }
    }
}
