package dev.keyward.wire.protocol;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.keyward.wire.Document;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.Shape;
import dev.keyward.wire.model.StructureShape;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes an operation's output as JSON, by its shape. */
final class JsonOutput {

    private static final JsonFactory JSON = new JsonFactory();

    private static final int USUAL_SIZE = 1024;

    private final JsonGenerator generator;

    private JsonOutput(JsonGenerator generator) {
        this.generator = generator;
    }

    static byte[] write(StructureShape shape, Struct output) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            new JsonOutput(generator).structure(shape, output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + shape.name() + " to memory", e);
        }
        return bytes.toByteArray();
    }

    /** An error: its type, its details and, where there is one, its text as {@code messageName}. */
    static byte[] writeError(
            StructureShape shape, String type, String messageName, ServiceException error) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            generator.writeStartObject();
            generator.writeStringField("__type", type);
            if (error.text().isPresent()) {
                generator.writeStringField(messageName, error.text().get());
            }
            new JsonOutput(generator).members(shape, error.details());
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + type + " to memory", e);
        }
        return bytes.toByteArray();
    }

    private void structure(StructureShape shape, Struct struct) throws IOException {
        generator.writeStartObject();
        members(shape, struct);
        generator.writeEndObject();
    }

    private void members(StructureShape shape, Struct struct) throws IOException {
        for (Map.Entry<String, Document> entry : struct.members().entrySet()) {
            var member = OutputCheck.member(shape, entry.getKey());
            generator.writeFieldName(member.wireName());
            value(member.shape(), entry.getValue());
        }
    }

    private void value(Shape shape, Document value) throws IOException {
        switch (shape) {
            case StructureShape structure ->
                structure(structure, OutputCheck.is(shape, value, Struct.class));
            case Shape.ListShape list -> {
                generator.writeStartArray();
                for (Document each :
                        OutputCheck.is(shape, value, Document.Items.class).values()) {
                    value(list.element().shape(), each);
                }
                generator.writeEndArray();
            }
            case Shape.MapShape map -> {
                generator.writeStartObject();
                for (var entry :
                        OutputCheck.is(shape, value, Struct.class).members().entrySet()) {
                    generator.writeFieldName(entry.getKey());
                    value(map.value().shape(), entry.getValue());
                }
                generator.writeEndObject();
            }
            case Shape.TextShape string ->
                generator.writeString(
                        OutputCheck.is(shape, value, Document.Text.class).value());
            case Shape.BlobShape blob ->
                generator.writeBinary(
                        Base64Variants.MIME_NO_LINEFEEDS,
                        OutputCheck.is(shape, value, Document.Blob.class).value(),
                        0,
                        OutputCheck.is(shape, value, Document.Blob.class).value().length);
            case Shape.NumberShape number ->
                generator.writeNumber(OutputCheck.number(number, value));
            case Shape.BooleanShape flag ->
                generator.writeBoolean(
                        OutputCheck.is(shape, value, Document.Bool.class).value());
            case Shape.TimestampShape timestamp -> time(timestamp, value);
        }
    }

    private void time(Shape.TimestampShape shape, Document value) throws IOException {
        var time = OutputCheck.is(shape, value, Document.Time.class).value();
        switch (shape.format()) {
            case OF_THE_PROTOCOL, EPOCH_SECONDS ->
                generator.writeNumber(Timestamps.epochSeconds(time));
            case ISO_8601, HTTP_DATE ->
                generator.writeString(Timestamps.text(time, shape.format()));
        }
    }
}
