package dev.keyward.wire.protocol;

import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.Member;
import dev.keyward.wire.model.OperationModel;
import dev.keyward.wire.model.Shape;
import dev.keyward.wire.model.StructureShape;

import java.math.BigDecimal;

/**
 * Holds what the server itself answers to the API's shapes, so that a misspelt member of one of our
 * operations fails its first test and never reaches a client that would overlook it.
 */
final class OutputCheck {

    private OutputCheck() {}

    static void nothingWithoutShape(OperationModel operation, Struct output) {
        if (operation.output().isEmpty() && !output.members().isEmpty()) {
            throw new IllegalStateException(
                    operation.name() + " answers with nothing, not " + output);
        }
    }

    static Member member(StructureShape shape, String name) {
        return shape.member(name)
                .orElseThrow(
                        () -> new IllegalStateException(shape.name() + " has no member " + name));
    }

    static <T extends Document> T is(Shape shape, Document value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalStateException(
                    shape.name() + " cannot be " + value.getClass().getSimpleName());
        }
        return type.cast(value);
    }

    static BigDecimal number(Shape.NumberShape shape, Document value) {
        BigDecimal number = is(shape, value, Document.Numeric.class).value();
        if (!shape.kind().holds(number)) {
            throw new IllegalStateException(shape.name() + " cannot be " + number);
        }
        return number;
    }
}
