package dev.keyward.wire.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The type of a value, with its constraints. */
public sealed interface Shape
        permits StructureShape, Shape.ListShape, Shape.MapShape, Shape.Simple {

    /** The name in the model, such as {@code KeyIdType}. */
    String name();

    /** True if a value must not be repeated in an error or a log. */
    default boolean sensitive() {
        return false;
    }

    /** A shape whose values have no parts. */
    sealed interface Simple extends Shape
            permits TextShape, BlobShape, NumberShape, BooleanShape, TimestampShape {}

    /** A list; {@code flattened} lists have no wrapper element in XML and forms. */
    record ListShape(String name, Member element, Bounds length, boolean flattened)
            implements Shape {}

    /** A map from strings; {@code flattened} maps have no wrapper element in XML and forms. */
    record MapShape(String name, Member key, Member value, Entries entries) implements Shape {

        /** How many entries there may be, and whether they stand without a wrapper. */
        public record Entries(Bounds length, boolean flattened) {}
    }

    /**
     * A string. Lengths count Unicode code points. A pattern must match the whole string.
     *
     * @param allowed the values of an enumeration in the model's order; empty if any will do
     */
    record TextShape(
            String name,
            boolean sensitive,
            Bounds length,
            Optional<Pattern> pattern,
            List<String> allowed)
            implements Simple {
        public TextShape {
            allowed = List.copyOf(allowed);
        }
    }

    /** Bytes; {@code length} counts them. */
    record BlobShape(String name, boolean sensitive, Bounds length) implements Simple {}

    /** A number within {@code range}. */
    record NumberShape(String name, NumberKind kind, Bounds range) implements Simple {}

    record BooleanShape(String name) implements Simple {}

    record TimestampShape(String name, TimestampFormat format) implements Simple {}

    /** What numbers a {@link NumberShape} holds. */
    enum NumberKind {
        INTEGER,
        LONG,
        REAL;

        /** True if {@code number} is one of these. */
        public boolean holds(BigDecimal number) {
            return switch (this) {
                case INTEGER -> isWhole(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
                case LONG -> isWhole(number, Long.MIN_VALUE, Long.MAX_VALUE);
                case REAL -> true;
            };
        }

        private static boolean isWhole(BigDecimal number, long least, long greatest) {
            return number.compareTo(BigDecimal.valueOf(least)) >= 0
                    && number.compareTo(BigDecimal.valueOf(greatest)) <= 0
                    && (number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0);
        }
    }

    /** How a time is written on the wire. */
    enum TimestampFormat {
        /** As the protocol does: epoch seconds in JSON, ISO 8601 in forms and XML. */
        OF_THE_PROTOCOL,
        ISO_8601,
        EPOCH_SECONDS,
        HTTP_DATE
    }
}
