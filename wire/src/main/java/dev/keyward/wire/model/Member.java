package dev.keyward.wire.model;

import java.util.Optional;

/**
 * A member of a structure, an element of a list, or a key or value of a map.
 *
 * @param name as the API reference spells it; for list elements and map keys and values the word
 *     that error paths and wires use when nothing else is said: {@code member}, {@code key}, {@code
 *     value}
 * @param locationName the name on the wire where it is another one
 * @param shape what it holds
 * @param traits what else the structure says of it
 */
public record Member(String name, Optional<String> locationName, Shape shape, Traits traits) {

    /** What a structure says of a member: it must be there; its list or map has no wrapper in XML. */
    public record Traits(boolean required, boolean flattened) {

        /** Neither required nor flattened. */
        public static final Traits NONE = new Traits(false, false);
    }

    public boolean required() {
        return traits.required();
    }

    /** The name on the wire. */
    public String wireName() {
        return locationName.orElse(name);
    }

    /** The name in requests to EC2: that on the wire, its first letter in upper case. */
    public String parameterName() {
        String wire = wireName();
        return Character.toUpperCase(wire.charAt(0)) + wire.substring(1);
    }

    /** The name as AWS's validation errors spell it: its first letter in lower case. */
    String pathName() {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
