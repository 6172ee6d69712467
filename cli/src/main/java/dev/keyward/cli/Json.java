package dev.keyward.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line of a batch as JSON. An object knows its text, so that a policy is read as it was written. */
sealed interface Json {

    /** A case needs about a dozen levels, and a policy checks its own. */
    int MOST_LEVELS = 64;

    JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .maxNameLength(Lines.MOST_BYTES)
                    .maxStringLength(Lines.MOST_BYTES)
                    .build())
            .build();

    record Text(String value) implements Json {}

    record Bool(boolean value) implements Json {}

    record Numeral(String written) implements Json {}

    record Null() implements Json {}

    record Items(List<Json> values) implements Json {}

    record Members(Map<String, Json> members, String line, int start, int end) implements Json {

        String written() {
            return line.substring(start, end);
        }
    }

    /** Reads a line that holds one JSON value. */
    static Json parse(String line) throws CaseException {
        try (var parser = FACTORY.createParser(line)) {
            if (parser.nextToken() == null) {
                throw new CaseException("the line is empty");
            }
            var value = value(parser, line);
            if (parser.nextToken() != null) {
                throw new CaseException("more text after the object");
            }
            return value;
        } catch (JsonProcessingException notJson) {
            var message = notJson.getOriginalMessage();
            var end = message.indexOf('\n');
            throw new CaseException(
                    "not JSON" + place(notJson) + (end < 0 ? message : message.substring(0, end)));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string cannot fail to be read", impossible);
        }
    }

    /** The parser does not say where it met one of its own limits. */
    private static String place(JsonProcessingException notJson) {
        var location = notJson.getLocation();
        return location == null ? ": " : " at column " + location.getColumnNr() + ": ";
    }

    /** Writes a value to a generator. */
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** What {@code writing} writes. */
    static String written(Writing writing) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            writing.to(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string cannot fail to be written", impossible);
        }
        return text.toString();
    }

    private static Json value(JsonParser parser, String line) throws IOException, CaseException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser, line);
            case START_ARRAY -> items(parser, line);
            case VALUE_STRING -> new Text(parser.getText());
            case VALUE_TRUE -> new Bool(true);
            case VALUE_FALSE -> new Bool(false);
            case VALUE_NULL -> new Null();
            default -> new Numeral(parser.getText());
        };
    }

    private static Json items(JsonParser parser, String line) throws IOException, CaseException {
        var values = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser, line));
        }
        return new Items(values);
    }

    private static Json members(JsonParser parser, String line) throws IOException, CaseException {
        var start = (int) parser.currentTokenLocation().getCharOffset();
        var members = new LinkedHashMap<String, Json>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            if (members.put(name, value(parser, line)) != null) {
                throw new CaseException("the key `" + name + "` stands twice");
            }
        }
        return new Members(
                members, line, start, (int) parser.currentTokenLocation().getCharOffset() + 1);
    }
}
