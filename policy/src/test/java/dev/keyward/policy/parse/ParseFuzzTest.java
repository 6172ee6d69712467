package dev.keyward.policy.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyward.policy.PolicyKind;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;

/**
 * Whatever the text, it is a document or refused with a place within the text; nothing else happens.
 *
 * <p>The inputs stand in {@code src/test/resources}. The first character says which kind of policy the
 * rest is read as: {@code a} for the first one, and so on.
 */
final class ParseFuzzTest {

    private static final List<PolicyKind> KINDS =
            List.copyOf(EnumSet.complementOf(EnumSet.of(PolicyKind.GRANT)));

    @FuzzTest(maxDuration = "10m")
    void nothingButADocumentOrARefusalComesOfAnyText(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var kind = KINDS.get(Math.floorMod(input[0] - 'a', KINDS.size()));
        var text = new String(input, 1, input.length - 1, StandardCharsets.ISO_8859_1);
        try {
            var document = PolicyDocument.parse(text, kind);
            assertEquals(text, document.mapPrincipals(same -> same));
            assertFalse(document.statements().isEmpty());
        } catch (PolicyException refused) {
            assertFalse(refused.problems().isEmpty());
            var lines = text.split("\r\n?|\n", -1);
            refused.problems().forEach(problem -> assertIsWithin(lines, problem));
        }
    }

    private static void assertIsWithin(String[] lines, PolicyProblem problem) {
        assertTrue(problem.line() >= 1 && problem.line() <= lines.length, problem::toString);
        var length = lines[problem.line() - 1].length();
        assertTrue(problem.column() >= 1 && problem.column() <= length + 2, problem::toString);
    }
}
