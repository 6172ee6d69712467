package dev.keyward.wire.model;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.Document;
import dev.keyward.wire.Document.Items;
import dev.keyward.wire.Document.Text;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Map;

/**
 * Holds a request to the constraints of its shape in the words of EC2, which tells the first thing that is
 * wrong and nothing of the others, and names it as the parameter that the client sends.
 *
 * <p>Source: answers of EC2.
 */
final class ParameterCheck {

    private ParameterCheck() {}

    /**
     * Lets {@code input} pass if it keeps every constraint of {@code shape}.
     *
     * @throws ServiceException {@code MissingParameter}; {@code InvalidParameterValue}
     */
    static void check(StructureShape shape, Struct input) {
        for (Member member : shape.required()) {
            if (!input.has(member.name())) {
                throw CommonError.MISSING_PARAMETER.because(
                        "The request must contain the parameter " + member.parameterName());
            }
        }
        for (Map.Entry<String, Document> entry : input.members().entrySet()) {
            Member member = shape.member(entry.getKey()).orElseThrow();
            value(member.shape(), entry.getValue(), member.parameterName());
        }
    }

    private static void value(Shape shape, Document value, String name) {
        switch (shape) {
            case StructureShape structure -> check(structure, (Struct) value);
            case Shape.ListShape list -> list(list, (Items) value, name);
            case Shape.MapShape map ->
                throw new IllegalStateException(
                        map.name() + ": EC2 has no parameters that are maps");
            case Shape.Simple simple -> {
                if (!Constraints.broken(simple, value).isEmpty()) {
                    throw invalid(value, name);
                }
            }
        }
    }

    private static void list(Shape.ListShape list, Items items, String name) {
        if (!Constraints.brokenLength(list.length(), items.values().size()).isEmpty()) {
            throw CommonError.VALIDATION.because("The parameter " + name + " must have "
                    + list.length().min() + " to " + list.length().max() + " values");
        }
        items.values().forEach(each -> value(list.element().shape(), each, name));
    }

    private static ServiceException invalid(Document value, String name) {
        return CommonError.VALIDATION.because(
                (value instanceof Text text ? "Value (" + text.value() + ")" : "The value")
                        + " for parameter " + name + " is invalid.");
    }
}
