package dev.keyward.wire.protocol;

import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.Bounds;
import dev.keyward.wire.model.Member;
import dev.keyward.wire.model.Shape;
import dev.keyward.wire.model.StructureShape;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/** Makes values that have the types of a shape, though not its patterns, out of a seed. */
final class TestingInputs {

    private static final int MAX_DEPTH = 4;

    private static final List<String> PARTS = List.of(
            "a", "Z", "0", " ", "/", "&", "=", "%", "+", ".", "<", "\"", "\n", "\t", "é", "ሴ",
            "😀");

    private final Random random;

    private TestingInputs(Random random) {
        this.random = random;
    }

    static Struct of(StructureShape shape, long seed) {
        return new TestingInputs(new Random(seed)).struct(shape, 0);
    }

    private Struct struct(StructureShape shape, int depth) {
        var members = new LinkedHashMap<String, Document>();
        for (Member member : shape.members()) {
            if (depth < MAX_DEPTH && random.nextInt(4) > 0) {
                members.put(member.name(), value(member.shape(), depth + 1));
            }
        }
        return new Struct(members);
    }

    private Document value(Shape shape, int depth) {
        return switch (shape) {
            case StructureShape structure -> struct(structure, depth);
            case Shape.ListShape list -> {
                var values = new ArrayList<Document>();
                for (int i = random.nextInt(12); i > 0; i--) {
                    values.add(value(list.element().shape(), depth + 1));
                }
                yield Document.of(values);
            }
            case Shape.MapShape map -> {
                var entries = new LinkedHashMap<String, Document>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    entries.put(text(), value(map.value().shape(), depth + 1));
                }
                yield new Struct(entries);
            }
            case Shape.TextShape text -> Document.of(text());
            case Shape.BlobShape blob -> {
                var bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                yield Document.of(bytes);
            }
            case Shape.NumberShape number -> new Document.Numeric(number(number.range()));
            case Shape.BooleanShape flag -> Document.of(random.nextBoolean());
            case Shape.TimestampShape time ->
                Document.of(Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L)));
        };
    }

    private BigDecimal number(Bounds range) {
        return BigDecimal.valueOf(random.nextLong(
                Math.max(range.min(), Integer.MIN_VALUE),
                Math.min(range.max(), Integer.MAX_VALUE)));
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }
}
