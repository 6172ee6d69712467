package dev.keyward.wire.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.Document;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.Member;
import dev.keyward.wire.model.Shape;
import dev.keyward.wire.model.StructureShape;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;

/**
 * Reads an operation's input from JSON, by its shape.
 *
 * <p>Limits: {@value #MAX_DEPTH} levels, {@value #MAX_NUMBER_LENGTH} characters in a number. Two
 * members of one name, null in a list or map and text with half a surrogate pair are refused: what
 * they mean would be a guess, and encryption contexts must have one meaning.
 *
 * <p>Source: Smithy, "AWS JSON 1.1 protocol"; the wording of services' answers to wrong types.
 */
final class JsonInput {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;

    /** Names are not kept in a table that all requests share: clients choose many of them. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads {@code body} as {@code shape}.
     *
     * @throws ServiceException {@code SerializationException} if it is not JSON in UTF-8, or a value
     *     has the wrong type
     */
    static Struct read(StructureShape shape, byte[] body) {
        if (!Utf8.isValid(body)) {
            throw unreadable();
        }
        // Parsed as text, since the parser of bytes refuses names with escaped surrogate pairs,
        // which Python's clients send.
        try (JsonParser parser = JSON.createParser(new String(body, StandardCharsets.UTF_8))) {
            parser.nextToken();
            var input = new JsonInput(parser);
            Struct struct = input.topLevel(shape);
            if (parser.nextToken() != null) {
                throw unreadable();
            }
            return struct;
        } catch (IOException | NumberFormatException e) { // the latter of exponents beyond ints
            throw unreadable(); // The parser's text may repeat a part of the body.
        }
    }

    private Struct topLevel(StructureShape shape) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            throw listNotExpected();
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw unreadable();
        }
        return structure(shape);
    }

    private Struct structure(StructureShape shape) throws IOException {
        var members = new LinkedHashMap<String, Document>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Member member = shape.memberOnWire(name);
            JsonToken token = parser.nextToken();
            if (member == null) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL
                    && members.put(member.name(), value(member.shape())) != null) {
                throw unreadable();
            }
        }
        return new Struct(members);
    }

    private Document value(Shape shape) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (shape) {
            case StructureShape structure -> {
                expect(JsonToken.START_OBJECT, "Expected null");
                yield structure(structure);
            }
            case Shape.ListShape list -> {
                expect(JsonToken.START_ARRAY, "Expected list or null");
                yield list(list);
            }
            case Shape.MapShape map -> {
                expect(JsonToken.START_OBJECT, "Expected map or null");
                yield map(map);
            }
            case Shape.TextShape string -> {
                if (token != JsonToken.VALUE_STRING) {
                    throw notConvertible("a String");
                }
                yield Document.of(wellFormed(parser.getText()));
            }
            case Shape.BlobShape blob -> Document.of(blob());
            case Shape.NumberShape number -> new Document.Numeric(number(number));
            case Shape.BooleanShape flag ->
                switch (token) {
                    case VALUE_TRUE -> Document.of(true);
                    case VALUE_FALSE -> Document.of(false);
                    default -> throw notConvertible("a Boolean");
                };
            case Shape.TimestampShape timestamp -> time();
        };
    }

    private void expect(JsonToken wanted, String otherwise) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == wanted) {
            return;
        }
        throw switch (token) {
            case START_ARRAY -> listNotExpected();
            case START_OBJECT -> structureNotExpected();
            default -> CommonError.SERIALIZATION.because(otherwise);
        };
    }

    private Document list(Shape.ListShape list) throws IOException {
        var values = new ArrayList<Document>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(list.element().shape()));
        }
        return Document.of(values);
    }

    private Document map(Shape.MapShape map) throws IOException {
        var entries = new LinkedHashMap<String, Document>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            if (entries.put(wellFormed(key), value(map.value().shape())) != null) {
                throw unreadable();
            }
        }
        return new Struct(entries);
    }

    private byte[] blob() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw notConvertible("a Blob");
        }
        String text = parser.getText();
        if (text.length() % 4 != 0) {
            throw unreadable(); // The decoder would let missing padding pass.
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private BigDecimal number(Shape.NumberShape shape) throws IOException {
        String wanted = switch (shape.kind()) {
            case INTEGER -> "an Integer";
            case LONG -> "a Long";
            case REAL -> "a Double";
        };
        JsonToken token = parser.currentToken();
        boolean isNumber = token == JsonToken.VALUE_NUMBER_INT
                || (token == JsonToken.VALUE_NUMBER_FLOAT && shape.kind() == Shape.NumberKind.REAL);
        if (!isNumber) {
            throw notConvertible(wanted);
        }
        BigDecimal number = parser.getDecimalValue();
        // What the range refuses anyway is told as such, as AWS does.
        if (!shape.kind().holds(number) && shape.range().contains(number)) {
            throw notConvertible(wanted);
        }
        return number;
    }

    private Document time() throws IOException {
        var time = switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                Timestamps.ofEpochSeconds(parser.getDecimalValue());
            case VALUE_STRING -> Timestamps.parse(parser.getText());
            default -> throw notConvertible("milliseconds since epoch");
        };
        return Document.of(time.orElseThrow(() -> notConvertible("milliseconds since epoch")));
    }

    private static String wellFormed(String text) {
        if (!Utf8.isWellFormed(text)) {
            throw unreadable();
        }
        return text;
    }

    private ServiceException notConvertible(String wanted) {
        return switch (parser.currentToken()) {
            case START_ARRAY -> listNotExpected();
            case START_OBJECT -> structureNotExpected();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> notConvertible("NUMBER_VALUE", wanted);
            case VALUE_STRING -> notConvertible("STRING_VALUE", wanted);
            case VALUE_TRUE -> notConvertible("TRUE_VALUE", wanted);
            case VALUE_FALSE -> notConvertible("FALSE_VALUE", wanted);
            default -> unreadable();
        };
    }

    private static ServiceException notConvertible(String token, String wanted) {
        return CommonError.SERIALIZATION.because(token + " can not be converted to " + wanted);
    }

    private static ServiceException listNotExpected() {
        return CommonError.SERIALIZATION.because("Start of list found where not expected");
    }

    private static ServiceException structureNotExpected() {
        return CommonError.SERIALIZATION.because(
                "Start of structure or map found where not expected.");
    }

    private static ServiceException unreadable() {
        return CommonError.SERIALIZATION.withoutMessage();
    }
}
