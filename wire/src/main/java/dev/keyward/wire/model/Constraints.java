package dev.keyward.wire.model;

import dev.keyward.wire.Document;
import dev.keyward.wire.Document.Blob;
import dev.keyward.wire.Document.Numeric;
import dev.keyward.wire.Document.Text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The constraints of a simple shape in AWS's words: all it has, or those that a value breaks. */
final class Constraints {

    private Constraints() {}

    /** What {@code value} breaks, in AWS's order; empty if nothing. */
    static List<String> broken(Shape.Simple shape, Document value) {
        return switch (shape) {
            case Shape.TextShape text -> brokenText(text, ((Text) value).value());
            case Shape.BlobShape blob -> brokenLength(blob.length(), ((Blob) value).value().length);
            case Shape.NumberShape number -> brokenRange(number.range(), ((Numeric) value).value());
            case Shape.BooleanShape free -> List.of();
            case Shape.TimestampShape free -> List.of();
        };
    }

    /** Every constraint of {@code shape}, in the order in which AWS lists those of list elements. */
    static List<String> all(Shape.Simple shape) {
        var all = new ArrayList<String>();
        switch (shape) {
            case Shape.TextShape text -> {
                addLength(all, text.length());
                if (!text.allowed().isEmpty()) {
                    all.add(enumeration(text));
                }
                text.pattern().ifPresent(pattern -> all.add(matching(pattern.pattern())));
            }
            case Shape.BlobShape blob -> addLength(all, blob.length());
            case Shape.NumberShape number -> {
                Bounds range = number.range();
                if (range.hasMax()) {
                    all.add(atMost("value", range));
                }
                if (range.hasMin()) {
                    all.add(atLeast("value", range));
                }
            }
            case Shape.BooleanShape free -> {}
            case Shape.TimestampShape free -> {}
        }
        return all;
    }

    static List<String> brokenLength(Bounds length, int actual) {
        if (actual > length.max()) {
            return List.of(atMost("length", length));
        }
        if (actual < length.min()) {
            return List.of(atLeast("length", length));
        }
        return List.of();
    }

    private static List<String> brokenText(Shape.TextShape shape, String text) {
        int length = text.codePointCount(0, text.length());
        List<String> brokenLength = brokenLength(shape.length(), length);
        boolean patternKept = shape.pattern().isEmpty()
                || farTooLong(shape.length(), length)
                || shape.pattern().get().matcher(text).matches();
        boolean allowed = shape.allowed().isEmpty() || shape.allowed().contains(text);
        if (patternKept && allowed) {
            return brokenLength;
        }
        var broken = new ArrayList<String>();
        if (!allowed) {
            broken.add(enumeration(shape));
        }
        if (!patternKept) {
            broken.add(matching(shape.pattern().orElseThrow().pattern()));
        }
        broken.addAll(brokenLength);
        return broken;
    }

    /** True of what is refused for its length anyway and might make a pattern run long. */
    private static boolean farTooLong(Bounds length, int actual) {
        return length.hasMax() && actual / 2 > length.max();
    }

    private static List<String> brokenRange(Bounds range, BigDecimal value) {
        if (range.contains(value)) {
            return List.of();
        }
        boolean tooGreat = range.hasMax() && value.compareTo(BigDecimal.valueOf(range.max())) > 0;
        return List.of(tooGreat ? atMost("value", range) : atLeast("value", range));
    }

    private static void addLength(List<String> all, Bounds length) {
        if (length.hasMax()) {
            all.add(atMost("length", length));
        }
        if (length.hasMin()) {
            all.add(atLeast("length", length));
        }
    }

    private static String atMost(String what, Bounds bounds) {
        return "Member must have " + what + " less than or equal to " + bounds.max();
    }

    private static String atLeast(String what, Bounds bounds) {
        return "Member must have " + what + " greater than or equal to " + bounds.min();
    }

    private static String enumeration(Shape.TextShape text) {
        return "Member must satisfy enum value set: " + text.allowed();
    }

    private static String matching(String pattern) {
        return "Member must satisfy regular expression pattern: " + pattern;
    }
}
