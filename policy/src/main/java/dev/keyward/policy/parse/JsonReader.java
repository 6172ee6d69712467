package dev.keyward.policy.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document's JSON into values with places, within fixed limits on size and depth. Duplicate
 * keys and characters that no policy may hold are problems; the rest of the document is still read.
 */
final class JsonReader {

    /** The API models' limit on a policy document. */
    static final int MOST_CHARACTERS = 131_072;

    /** The language needs six levels. */
    private static final int MOST_LEVELS = 16;

    static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    // Skipping costs no stack; the limit that counts is MOST_LEVELS.
                    .maxNestingDepth(MOST_CHARACTERS)
                    .maxNameLength(MOST_CHARACTERS)
                    .maxStringLength(MOST_CHARACTERS)
                    .build())
            .build();

    private final Problems problems;
    private final JsonParser parser;
    private boolean tooDeep;

    private JsonReader(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The document's value; empty, with the problem added, if it cannot be read to its end. */
    static Optional<Json> read(String text, Problems problems) {
        if (text.length() > MOST_CHARACTERS) {
            problems.add(
                    new Json.Place(1, 1, 0),
                    ProblemReason.TOO_LARGE,
                    "",
                    "the document has " + text.length() + " characters, at most " + MOST_CHARACTERS
                            + " are allowed");
            return Optional.empty();
        }
        if (!checkCharacters(text, problems)) {
            return Optional.empty();
        }
        try (var parser = JSON.createParser(text)) {
            return new JsonReader(parser, problems).document();
        } catch (JsonProcessingException notJson) {
            problems.add(
                    place(notJson.getLocation()),
                    ProblemReason.NOT_JSON,
                    "",
                    "not JSON: " + firstClause(notJson.getOriginalMessage()));
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string cannot fail to be read", impossible);
        }
    }

    /**
     * Tab, line feed, carriage return and U+0020 to U+00FF, of which the first that is not is named.
     *
     * <p>Source: the pattern of policyDocumentType in the IAM and of PolicyType in the KMS API model.
     */
    private static boolean checkCharacters(String text, Problems problems) {
        var line = 1;
        var lineStart = 0;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", at + 1))) {
                line++;
                lineStart = at + 1;
            } else if ((c < ' ' && c != '\t' && c != '\r') || c > 0xff) {
                problems.add(
                        new Json.Place(line, at - lineStart + 1, at),
                        ProblemReason.INVALID_CHARACTER,
                        "",
                        "the character U+%04X is not allowed".formatted((int) c));
                return false;
            }
        }
        return true;
    }

    /** Jackson explains at length what else it would have expected. */
    private static String firstClause(String message) {
        var end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private Optional<Json> document() throws IOException {
        if (parser.nextToken() == null) {
            problems.add(
                    new Json.Place(1, 1, 0), ProblemReason.NOT_JSON, "", "the document is empty");
            return Optional.empty();
        }
        var value = value(1);
        if (parser.nextToken() != null) {
            problems.add(
                    place(), ProblemReason.NOT_JSON, "", "not JSON: more text after the document");
            return Optional.empty();
        }
        return tooDeep ? Optional.empty() : Optional.of(value);
    }

    private Json value(int level) throws IOException {
        var place = place();
        return switch (parser.currentToken()) {
            case START_OBJECT -> level > MOST_LEVELS ? tooDeep(place) : members(place, level);
            case START_ARRAY -> level > MOST_LEVELS ? tooDeep(place) : items(place, level);
            case VALUE_STRING -> text(place);
            case VALUE_NULL -> new Json.Null(place);
            default -> new Json.Scalar(place, parser.getText());
        };
    }

    private Json tooDeep(Json.Place place) throws IOException {
        problems.add(
                place,
                ProblemReason.TOO_DEEP,
                "",
                "nested more than " + MOST_LEVELS + " levels deep");
        tooDeep = true;
        parser.skipChildren();
        return new Json.Null(place);
    }

    private Json text(Json.Place place) throws IOException {
        var value = parser.getText();
        checkDecoded(place, value);
        return new Json.Text(place, value, (int) parser.currentLocation().getCharOffset());
    }

    /** Escapes can smuggle in what the text itself may not hold: control characters, half surrogates. */
    private void checkDecoded(Json.Place place, String value) {
        for (var at = 0; at < value.length(); at++) {
            var c = value.charAt(at);
            var pair = Character.isHighSurrogate(c)
                    && at + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(at + 1));
            if (pair) {
                at++;
            } else if ((c < ' ' && c != '\t' && c != '\r' && c != '\n')
                    || Character.isSurrogate(c)) {
                problems.add(
                        place,
                        ProblemReason.INVALID_CHARACTER,
                        "",
                        "the character U+%04X is not allowed".formatted((int) c));
                return;
            }
        }
    }

    private Json items(Json.Place place, int level) throws IOException {
        var values = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(level + 1));
        }
        return new Json.Items(place, values);
    }

    private Json members(Json.Place place, int level) throws IOException {
        var members = new ArrayList<Json.Member>();
        var names = new HashSet<String>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var at = place();
            var name = parser.currentName();
            checkDecoded(at, name);
            parser.nextToken();
            var value = value(level + 1);
            if (names.add(name)) {
                members.add(new Json.Member(at, name, value));
            } else {
                problems.add(
                        at,
                        ProblemReason.DUPLICATE_KEY,
                        name,
                        "the key `" + name + "` stands twice");
            }
        }
        return new Json.Members(place, members);
    }

    private Json.Place place() {
        return place(parser.currentTokenLocation());
    }

    /** Jackson does not say where it met one of its own limits. */
    private static Json.Place place(@Nullable JsonLocation location) {
        if (location == null) {
            return new Json.Place(1, 1, 0);
        }
        return new Json.Place(
                location.getLineNr(), location.getColumnNr(), (int) location.getCharOffset());
    }
}
