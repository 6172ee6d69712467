package dev.keyward.policy.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists and strings; numbers and booleans as their text. */
final class RawJson {

    private static final JsonFactory JSON = new JsonFactory();

    private RawJson() {}

    static Map<String, Object> object(String text) {
        try (var parser = JSON.createParser(text)) {
            parser.nextToken();
            return members(value(parser));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            var members = new LinkedHashMap<String, Object>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser));
            }
            return members;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            var values = new ArrayList<Object>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(parser));
            }
            return values;
        }
        return parser.getText();
    }

    @SuppressWarnings("unchecked") // Only value() makes these maps.
    static Map<String, Object> members(Object value) {
        return (Map<String, Object>) value;
    }

    /** One string or a list of them. */
    static List<String> texts(Object value) {
        return value instanceof List<?> many
                ? many.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }
}
