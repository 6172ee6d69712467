package dev.keyward.policy.parse;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a statement stands in its document's text, as IAM's simulator tells it. The start of a statement
 * is the end of what comes before it, be it the bracket of the list or another statement; the start of
 * one that stands without a list is behind its own brace. The end is behind the closing brace.
 *
 * <p>Source: IAM API Reference, "SimulateCustomPolicy" and "SimulatePrincipalPolicy", sample responses.
 */
public record StatementPlace(Position start, Position end) {

    /** A place between two characters, by the one that follows; line and column count from 1. */
    public record Position(int line, int column) {}

    /** The places of a document's statements, in the order of {@link PolicyDocument#statements}. */
    public static List<StatementPlace> of(PolicyDocument document) {
        try (var parser = JsonReader.JSON.createParser(document.text())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var isStatement = parser.currentName().equals("Statement");
                parser.nextToken();
                if (isStatement) {
                    return places(parser);
                }
                parser.skipChildren();
            }
            return List.of();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a document that was read cannot be read", impossible);
        }
    }

    private static List<StatementPlace> places(JsonParser parser) throws IOException {
        var places = new ArrayList<StatementPlace>();
        var isList = parser.currentToken() == JsonToken.START_ARRAY;
        var start = position(parser.currentLocation());
        while (!isList || parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            var end = position(parser.currentLocation());
            places.add(new StatementPlace(start, end));
            start = end;
            if (!isList) {
                break;
            }
        }
        return places;
    }

    private static Position position(JsonLocation location) {
        return new Position(location.getLineNr(), location.getColumnNr());
    }
}
