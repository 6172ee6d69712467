package dev.keyward.wire.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.wire.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The models' own patterns against texts that are made to overrun them. */
final class PatternsTest {

    private static final int BODY_LIMIT = 1024 * 1024;

    /** Repeated up to the body limit: what the patterns repeat, with and without a wrong end. */
    private static final List<String> UNITS = List.of(
            "a", "/", "/a", "a-", "-", "0", "a.", ".", "@", "a@", ":", "=", "\uD83D\uDE00", "\n");

    /**
     * A text that overflowed the stack or backtracked without end would fail or never return: with
     * {@value #BODY_LIMIT} characters anything but linear work takes hours.
     */
    @Test
    void nonePatternCanBeMadeToOverrun() {
        List<Shape.TextShape> withPattern = texts();
        assertFalse(withPattern.isEmpty());
        for (Shape.TextShape shape : withPattern) {
            for (String unit : UNITS) {
                String whole = unit.repeat(BODY_LIMIT / unit.length());
                // As long as the pattern is still tried on.
                int tried = (int)
                        Math.min(whole.length(), 2 * Math.min(shape.length().max(), BODY_LIMIT));
                for (String text :
                        List.of(whole, whole + "\u0000", whole.substring(0, tried) + "\u0000")) {
                    assertDoesNotThrow(
                            () -> Constraints.broken(shape, Document.of(text)),
                            () -> shape.name() + " on " + unit);
                }
            }
        }
    }

    private static List<Shape.TextShape> texts() {
        Set<Shape> seen = new HashSet<>();
        var texts = new ArrayList<Shape.TextShape>();
        for (String service : List.of("kms", "iam", "sts", "organizations")) {
            for (OperationModel operation : ApiModel.load(service).operations().values()) {
                collect(operation.input(), seen, texts);
            }
        }
        return texts;
    }

    private static void collect(Shape shape, Set<Shape> seen, List<Shape.TextShape> texts) {
        if (!seen.add(shape)) {
            return;
        }
        switch (shape) {
            case StructureShape structure ->
                structure.members().forEach(member -> collect(member.shape(), seen, texts));
            case Shape.ListShape list -> collect(list.element().shape(), seen, texts);
            case Shape.MapShape map -> {
                collect(map.key().shape(), seen, texts);
                collect(map.value().shape(), seen, texts);
            }
            case Shape.Simple simple -> {
                if (simple instanceof Shape.TextShape text && text.pattern().isPresent()) {
                    texts.add(text);
                }
            }
        }
    }
}
