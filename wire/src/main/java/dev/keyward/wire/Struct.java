package dev.keyward.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Named members in order: a structure of an API, or one of its maps. Input has been checked against
 * the API's shapes before an operation sees it, so a required member is there and every member has
 * its shape's type; asking otherwise is a bug and ends in {@link IllegalStateException}.
 */
public record Struct(Map<String, Document> members) implements Document {

    private static final Struct EMPTY = new Struct(Map.of());

    public static Struct empty() {
        return EMPTY;
    }

    public static Builder builder() {
        return new Builder();
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public Optional<String> text(String name) {
        return find(name, Text.class).map(Text::value);
    }

    public String requiredText(String name) {
        return required(name, Text.class).value();
    }

    public Optional<Integer> integer(String name) {
        return find(name, Numeric.class).map(number -> number.value().intValueExact());
    }

    public boolean flag(String name) {
        return find(name, Bool.class).map(Bool::value).orElse(false);
    }

    public Optional<Boolean> bool(String name) {
        return find(name, Bool.class).map(Bool::value);
    }

    public Optional<byte[]> blob(String name) {
        return find(name, Blob.class).map(Blob::value);
    }

    public byte[] requiredBlob(String name) {
        return required(name, Blob.class).value();
    }

    public Optional<Instant> time(String name) {
        return find(name, Time.class).map(Time::value);
    }

    public Optional<Struct> struct(String name) {
        return find(name, Struct.class);
    }

    /** The structures of a list; an absent list is empty. */
    public List<Struct> structs(String name) {
        return items(name, Struct.class);
    }

    /** The strings of a list; an absent list is empty. */
    public List<String> texts(String name) {
        return items(name, Text.class).stream().map(Text::value).toList();
    }

    /** A map of strings, in the order given; an absent map is empty. */
    public Map<String, String> textMap(String name) {
        var map = new LinkedHashMap<String, String>();
        struct(name)
                .ifPresent(found -> found.members()
                        .forEach((key, value) ->
                                map.put(key, cast(key, value, Text.class).value())));
        return map;
    }

    private <T extends Document> List<T> items(String name, Class<T> type) {
        var list = new ArrayList<T>();
        find(name, Items.class)
                .ifPresent(found ->
                        found.values().forEach(value -> list.add(cast(name, value, type))));
        return list;
    }

    private <T extends Document> T required(String name, Class<T> type) {
        return find(name, type)
                .orElseThrow(() -> new IllegalStateException(
                        "the API model let a request without " + name + " pass"));
    }

    private <T extends Document> Optional<T> find(String name, Class<T> type) {
        return Optional.ofNullable(members.get(name)).map(value -> cast(name, value, type));
    }

    private static <T extends Document> T cast(String name, Document value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalStateException(name + " is " + value.getClass().getSimpleName()
                    + ", not " + type.getSimpleName());
        }
        return type.cast(value);
    }

    /** Leaves the values out: they may be secret. */
    @Override
    public String toString() {
        return "Struct" + members.keySet();
    }

    /** Collects members in order; used by one thread. */
    public static final class Builder {

        private final Map<String, Document> members = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String name, Document value) {
            members.put(name, value);
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, Document.of(value));
        }

        public Builder put(String name, long value) {
            return put(name, Document.of(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, Document.of(value));
        }

        public Builder put(String name, byte[] value) {
            return put(name, Document.of(value));
        }

        public Builder put(String name, Instant value) {
            return put(name, Document.of(value));
        }

        public Builder putList(String name, List<? extends Document> values) {
            return put(name, Document.of(values));
        }

        public Builder putTexts(String name, Iterable<String> values) {
            return put(name, Document.ofTexts(values));
        }

        /** Puts the text if there is one, and leaves the member out otherwise. */
        public Builder putText(String name, Optional<String> value) {
            value.ifPresent(present -> put(name, present));
            return this;
        }

        /** Puts the time if there is one, and leaves the member out otherwise. */
        public Builder putTime(String name, Optional<Instant> value) {
            value.ifPresent(present -> put(name, present));
            return this;
        }

        public Struct build() {
            return new Struct(new LinkedHashMap<>(members));
        }
    }
}
