package dev.keyward.wire.model;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.Document;
import dev.keyward.wire.Document.Blob;
import dev.keyward.wire.Document.Bool;
import dev.keyward.wire.Document.Items;
import dev.keyward.wire.Document.Numeric;
import dev.keyward.wire.Document.Text;
import dev.keyward.wire.Document.Time;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a request to the constraints of its shape: required members, lengths, ranges, patterns and
 * enumerations, at any depth. What breaks them is told in AWS's words, several violations joined.
 *
 * <p>Limits: the first 10 violations are told, and of a value its first 8,192 characters. A pattern
 * is tried on at most twice the greatest length of its shape, so no request can make one run long.
 *
 * <p>Source: answers of AWS services. STS and KMS give the pattern of a string before its length, and
 * count lengths in code points.
 */
public final class InputCheck {

    private static final int MAX_VIOLATIONS = 10;

    /** Characters of a refused value that are told; a client could have megabytes sent back otherwise. */
    private static final int MOST_REPEATED = 8_192;

    private final Wording wording;

    /** Null until something is wrong, which is rare. */
    private @Nullable List<String> violations;

    private InputCheck(Wording wording) {
        this.wording = wording;
    }

    /**
     * Lets {@code input} pass if it keeps every constraint of {@code shape}. Its types are right
     * already: the protocol read it by the shape.
     *
     * @throws dev.keyward.wire.ServiceException {@code ValidationException} ({@code ValidationError}
     *     in query services) if it does not; of EC2 {@code MissingParameter} or {@code
     *     InvalidParameterValue}
     */
    public static void check(StructureShape shape, Struct input, Wording wording) {
        if (wording == Wording.NAMING) {
            ParameterCheck.check(shape, input);
            return;
        }
        var check = new InputCheck(wording);
        check.structure(shape, input, "");
        if (check.violations != null) {
            throw CommonError.VALIDATION.because(message(check.violations));
        }
    }

    private static String message(List<String> violations) {
        return violations.size()
                + (violations.size() == 1 ? " validation error" : " validation errors")
                + " detected: "
                + String.join("; ", violations);
    }

    private void structure(StructureShape shape, Struct struct, String prefix) {
        for (Member member : shape.required()) {
            if (!struct.has(member.name())) {
                add(
                        "Value" + (wording == Wording.ECHOING ? " null" : "") + " at '" + prefix
                                + member.pathName() + "'",
                        "Member must not be null");
            }
        }
        for (Map.Entry<String, Document> entry : struct.members().entrySet()) {
            Member member = shape.member(entry.getKey()).orElseThrow();
            value(member.shape(), entry.getValue(), prefix, member.pathName());
        }
    }

    private void value(Shape shape, Document value, String prefix, String name) {
        switch (shape) {
            case StructureShape structure ->
                structure(structure, (Struct) value, prefix + name + ".");
            case Shape.ListShape list -> list(list, (Items) value, prefix + name);
            case Shape.MapShape map -> map(map, (Struct) value, prefix + name);
            case Shape.Simple simple -> {
                for (String broken : Constraints.broken(simple, value)) {
                    add(at(simple, value, prefix + name), broken);
                }
            }
        }
    }

    private void list(Shape.ListShape list, Items items, String path) {
        for (String broken :
                Constraints.brokenLength(list.length(), items.values().size())) {
            add(at(list, items, path), broken);
        }
        switch (list.element().shape()) {
            case Shape.Simple simple -> simpleElements(list, simple, items, path);
            case StructureShape structure -> {
                for (int i = 0; i < items.values().size() && !full(); i++) {
                    String prefix = path + "." + (i + 1) + ".member.";
                    structure(structure, (Struct) items.values().get(i), prefix);
                }
            }
            case Shape.ListShape inner -> elements(inner, items, path);
            case Shape.MapShape inner -> elements(inner, items, path);
        }
    }

    private void elements(Shape element, Items items, String path) {
        for (int i = 0; i < items.values().size() && !full(); i++) {
            value(element, items.values().get(i), path + "." + (i + 1) + ".", "member");
        }
    }

    /** AWS tells of simple elements once, with every constraint that they have. */
    private void simpleElements(
            Shape.ListShape list, Shape.Simple element, Items items, String path) {
        for (Document value : items.values()) {
            if (!Constraints.broken(element, value).isEmpty()) {
                add(at(list, items, path), "Member must satisfy constraint: " + all(element));
                return;
            }
        }
    }

    private void map(Shape.MapShape map, Struct entries, String path) {
        Bounds length = map.entries().length();
        for (String broken : Constraints.brokenLength(length, entries.members().size())) {
            add(at(map, entries, path), broken);
        }
        if (map.key().shape() instanceof Shape.Simple key && keyIsBroken(key, entries)) {
            add(at(map, entries, path), "Map keys must satisfy constraint: " + all(key));
        }
        for (Map.Entry<String, Document> entry : entries.members().entrySet()) {
            if (!(map.value().shape() instanceof Shape.Simple simple)) {
                value(map.value().shape(), entry.getValue(), path + ".", entry.getKey());
            } else if (!Constraints.broken(simple, entry.getValue()).isEmpty()) {
                add(at(map, entries, path), "Map value must satisfy constraint: " + all(simple));
                return;
            }
        }
    }

    private static boolean keyIsBroken(Shape.Simple key, Struct entries) {
        for (String each : entries.members().keySet()) {
            if (!Constraints.broken(key, new Text(each)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private String all(Shape.Simple element) {
        var every = new ArrayList<>(Constraints.all(element));
        if (wording == Wording.QUIET) {
            every.add("Member must not be null");
        }
        return every.toString();
    }

    private boolean full() {
        return violations != null && violations.size() >= MAX_VIOLATIONS;
    }

    private void add(String place, String constraint) {
        if (violations == null) {
            violations = new ArrayList<>();
        }
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(place + " failed to satisfy constraint: " + constraint);
        }
    }

    private String at(Shape shape, Document value, String path) {
        if (wording == Wording.QUIET || !mayBeRepeated(shape)) {
            return "Value at '" + path + "'";
        }
        return "Value '" + shortened(echo(value)) + "' at '" + path + "'";
    }

    private static String shortened(String text) {
        if (text.length() <= MOST_REPEATED) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(MOST_REPEATED - 1));
        return text.substring(0, splitsPair ? MOST_REPEATED - 1 : MOST_REPEATED) + "...";
    }

    private static boolean mayBeRepeated(Shape shape) {
        return switch (shape) {
            case Shape.ListShape list -> mayBeRepeated(list.element().shape());
            case Shape.MapShape map -> mayBeRepeated(map.value().shape());
            case StructureShape structure -> false;
            case Shape.Simple simple -> !(simple instanceof Shape.BlobShape) && !simple.sensitive();
        };
    }

    private static String echo(Document value) {
        return switch (value) {
            case Text text -> text.value();
            case Numeric number -> number.value().toPlainString();
            case Bool bool -> String.valueOf(bool.value());
            case Time time -> time.value().toString();
            case Items items ->
                items.values().stream().map(InputCheck::echo).toList().toString();
            case Struct map -> {
                var entries = new ArrayList<String>();
                map.members().forEach((key, each) -> entries.add(key + "=" + echo(each)));
                yield "{" + String.join(", ", entries) + "}";
            }
            case Blob blob -> throw new IllegalStateException("a blob must not be echoed: " + blob);
        };
    }
}
