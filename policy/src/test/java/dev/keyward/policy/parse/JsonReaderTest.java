package dev.keyward.policy.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.PolicyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {

    /** The document itself is the first. */
    private static final int LEVELS = 16;

    private static PolicyProblem refusal(String text) {
        var refused = assertThrows(
                PolicyException.class, () -> PolicyDocument.parse(text, PolicyKind.IDENTITY));
        return refused.first();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void saysThatADocumentIsEmpty(String text) {
        assertEquals(
                new PolicyProblem(1, 1, ProblemReason.NOT_JSON, "", "the document is empty"),
                refusal(text));
    }

    @Test
    void saysInOneLineWhyATextIsNoJson() {
        var message = refusal("{\"Statement\" x}").message();
        assertTrue(message.startsWith("not JSON: "), message);
        assertTrue(message.contains("'x'"), message);
        assertTrue(message.indexOf('\n') < 0, message);
    }

    @ParameterizedTest
    @CsvSource({"[, ]", "'{\"a\":', }"})
    void countsLevelsOfListsAndObjectsAlike(String open, String close) {
        var most = "{\"Statement\":" + nested(open, close, LEVELS - 1) + "}";
        assertTrue(refusal(most).reason() != ProblemReason.TOO_DEEP, most);
        var oneMore = "{\"Statement\":" + nested(open, close, LEVELS) + "}";
        assertEquals(ProblemReason.TOO_DEEP, refusal(oneMore).reason());
    }

    private static String nested(String open, String close, int levels) {
        return open.repeat(levels) + "1" + close.repeat(levels);
    }
}
