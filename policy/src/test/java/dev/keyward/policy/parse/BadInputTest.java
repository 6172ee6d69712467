package dev.keyward.policy.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.PolicyKind;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What somebody sends who wishes the parser ill is refused with its place, or read like the rest. */
final class BadInputTest {

    private static final String STATEMENT =
            "{\"Effect\":\"Allow\",\"Action\":[\"kms:Decrypt\"],\"Resource\":\"*\"}";

    /** The first problem, as {@code line:column REASON}. */
    private static String first(String text) {
        var refused = assertThrows(
                PolicyException.class, () -> PolicyDocument.parse(text, PolicyKind.IDENTITY));
        var problem = refused.first();
        return problem.line() + ":" + problem.column() + " " + problem.reason();
    }

    private static String withCondition(String condition) {
        return "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\n\"Condition\":"
                + condition + "}}";
    }

    @Test
    void readsTheLargestDocumentThereIs() throws PolicyException {
        var count = (JsonReader.MOST_CHARACTERS - 100) / (STATEMENT.length() + 1);
        var text =
                "{\"Statement\":[" + String.join(",", Collections.nCopies(count, STATEMENT)) + "]}";
        var full = text + " ".repeat(JsonReader.MOST_CHARACTERS - text.length());
        assertEquals(
                count,
                PolicyDocument.parse(full, PolicyKind.IDENTITY).statements().size());
        assertEquals("1:1 TOO_LARGE", first(full + " "));
    }

    @Test
    void readsTheLongestListsThereAre() throws PolicyException {
        var many = IntStream.range(0, 8_000)
                .mapToObj(number -> "\"kms:A" + number + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        var text =
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":" + many + ",\"Resource\":\"*\"}}";
        assertEquals(
                1, PolicyDocument.parse(text, PolicyKind.IDENTITY).statements().size());
        PolicyDocument.parse(
                withCondition("{\"StringLike\":{\"aws:x\":" + many + "}}"), PolicyKind.IDENTITY);
    }

    @Test
    void namesNoMoreProblemsThanAnybodyReads() {
        var text = "{\"Statement\":[" + "7,".repeat(60_000) + "7]}";
        var refused = assertThrows(
                PolicyException.class, () -> PolicyDocument.parse(text, PolicyKind.IDENTITY));
        assertEquals(100, refused.problems().size());
        assertEquals("1:15: a statement must be an object", refused.first().toString());
    }

    @Test
    void refusesEndlessNestingWhereItBegins() {
        assertEquals(
                "1:29 TOO_DEEP",
                first("{\"Statement\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}"));
        assertTrue(first("{\"Statement\":" + "[".repeat(100_000)).endsWith("TOO_DEEP"));
        assertTrue(first("{\"Statement\":" + "{\"a\":".repeat(20_000)).endsWith("TOO_DEEP"));
        assertTrue(first("[".repeat(100_000) + "]".repeat(10)).endsWith("TOO_DEEP"));
        assertTrue(first(withCondition("{\"StringEquals\":{\"aws:x\":" + "[".repeat(100_000)))
                .startsWith("2:"));
    }

    @Test
    void refusesALevelTooManyAndNoneLess() {
        assertEquals("2:1 UNKNOWN_ELEMENT", first(nested(15)));
        assertEquals("2:28 TOO_DEEP", first(nested(16)));
    }

    /** A document, and beside its statements arrays within arrays. */
    private static String nested(int arrays) {
        return "{\"Statement\":" + STATEMENT + ",\n\"Elsewhere\":" + "[".repeat(arrays)
                + "]".repeat(arrays) + "}";
    }

    @Test
    void refusesEachBadCharacterWhereItStands() {
        assertEquals("2:2 INVALID_CHARACTER", first("{\n \u0001}"));
        assertEquals("1:2 INVALID_CHARACTER", first("{\u0100}"));
        assertEquals("1:3 INVALID_CHARACTER", first("{\"\ud800\":1}"));
        assertEquals(
                "2:38 INVALID_CHARACTER",
                first(withCondition("{\"StringEquals\":{\"aws:x\":\"\\u0000\"}}")));
        assertEquals(
                "2:30 INVALID_CHARACTER",
                first(withCondition("{\"StringEquals\":{\"\\udc00\":\"\"}}")));
        assertEquals(
                "2:38 INVALID_CHARACTER",
                first(withCondition("{\"StringEquals\":{\"aws:x\":\"\\ud800x\"}}")));
        assertEquals(
                "2:38 INVALID_CHARACTER",
                first(withCondition("{\"StringEquals\":{\"aws:x\":\"\\u001f\"}}")));
    }

    /** However lines end, the characters and the JSON are counted alike. */
    @Test
    void countsLinesWhateverEndsThem() {
        for (var end : List.of("\n", "\r\n", "\r")) {
            assertEquals("3:2 INVALID_CHARACTER", first("{" + end + end + " \u0001}"));
            assertTrue(first("{" + end + end + " x}").startsWith("3:"));
        }
    }

    @Test
    void acceptsTheCharactersAtTheEdges() throws PolicyException {
        for (var value : List.of(
                "\\u0020", "\\u0009", "\\u000a", "\\u000d", "\u00ff", "\\ud83d\\ude00", "~")) {
            PolicyDocument.parse(
                    withCondition("{\"StringEquals\":{\"aws:x\":\"" + value + "\"}}\t\r\n"),
                    PolicyKind.IDENTITY);
        }
    }

    @Test
    void refusesAKeyThatStandsTwiceWhereverThatIs() {
        assertEquals(
                "1:10 DUPLICATE_KEY",
                first("{\"Id\":\"\",\"Id\":\"\",\"Statement\":" + STATEMENT + "}"));
        assertEquals(
                "2:41 DUPLICATE_KEY",
                first(withCondition("{\"StringEquals\":{\"aws:x\":\"\",\"aws:x\":\"\"}}")));
        assertEquals(
                "2:32 DUPLICATE_KEY",
                first(withCondition("{\"StringEquals\":{},\"StringEquals\":{}}")));
        assertEquals(
                "2:41 DUPLICATE_KEY",
                first(withCondition("{\"StringEquals\":{\"aws:x\":\"\",\"aws:\\u0078\":\"\"}}")));
    }

    @Test
    void acceptsKeysThatItDoesNotKnowAndRefusesSuchOperators() throws PolicyException {
        PolicyDocument.parse(
                withCondition("{\"StringEquals\":{\"aws:NoSuchKey\":\"\",\"\":\"\",\"x\":[]}}"),
                PolicyKind.IDENTITY);
        assertEquals(
                "2:14 UNKNOWN_OPERATOR", first(withCondition("{\"StringIs\":{\"aws:x\":\"\"}}")));
    }

    @Test
    void refusesEachWrongTypeWhereItStands() {
        assertEquals("1:14 WRONG_TYPE", first("{\"Statement\":7}"));
        assertEquals("1:14 WRONG_TYPE", first("{\"Statement\":null}"));
        assertEquals("1:15 WRONG_TYPE", first("{\"Statement\":[[]]}"));
        assertEquals("2:13 WRONG_TYPE", first(withCondition("7")));
        assertEquals("2:21 WRONG_TYPE", first(withCondition("{\"Bool\":7}")));
        assertEquals("2:30 WRONG_TYPE", first(withCondition("{\"Bool\":{\"aws:x\":null}}")));
        assertEquals("2:31 WRONG_TYPE", first(withCondition("{\"Bool\":{\"aws:x\":[{}]}}")));
    }
}
