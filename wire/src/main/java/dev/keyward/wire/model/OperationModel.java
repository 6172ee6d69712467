package dev.keyward.wire.model;

import java.util.List;
import java.util.Optional;

/**
 * One operation of an API.
 *
 * @param input what it takes; a structure without members if it takes nothing
 * @param output what it gives; empty if it answers with nothing
 * @param errors the errors that the model lists for it
 */
public record OperationModel(
        String name,
        StructureShape input,
        Optional<StructureShape> output,
        List<ErrorModel> errors) {

    public OperationModel {
        errors = List.copyOf(errors);
    }
}
