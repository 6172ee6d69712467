package dev.keyward.policy.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.PolicyKind;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever the text, it is a document or refused with a place within the text; nothing else happens. */
final class ParseFuzzTest {

    private static final int ROUNDS = 60_000;

    private static final List<PolicyKind> KINDS =
            List.copyOf(EnumSet.complementOf(EnumSet.of(PolicyKind.GRANT)));

    private static final List<String> SEEDS = List.of(
            "{\"Version\":\"2012-10-17\",\"Id\":\"x\",\"Statement\":[{\"Sid\":\"a\",\"Effect\":\"Allow\","
                    + "\"Principal\":{\"AWS\":[\"111122223333\",\"arn:aws:iam::111122223333:role/r\"],"
                    + "\"Service\":\"s3.amazonaws.com\"},\"Action\":[\"kms:*\"],\"Resource\":\"*\",\n"
                    + "\"Condition\":{\"StringLike\":{\"aws:x\":[\"a*\",\"${aws:y, 'z'}\"]},"
                    + "\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"},\"Bool\":{\"aws:b\":true},"
                    + "\"NumericLessThan\":{\"aws:n\":1.5e3},\"DateLessThan\":{\"aws:d\":\"2026-11-24\"}}}]}",
            "{\"Statement\":{\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":\"*\"},\"NotAction\":\"iam:*\","
                    + "\"NotResource\":\"arn:aws:kms:*:1:key/*\",\"Condition\":{\"Null\":{\"aws:x\":\"true\"}}}}");

    private static final List<String> PIECES = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "-",
            "1e999",
            "\u00ff",
            "\u0100",
            "\n",
            "\t",
            " ",
            "*",
            "${",
            "}",
            "'",
            "\"Effect\"",
            "\"Statement\":",
            "/129",
            "9".repeat(70),
            "[".repeat(40),
            "{\"a\":".repeat(20));

    @Test
    void nothingButADocumentOrARefusalComesOfAnyText() {
        var random = new SplittableRandom(11);
        var documents = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var text = mutated(random);
            var kind = KINDS.get(random.nextInt(KINDS.size()));
            if (isDocument(text, kind)) {
                documents++;
            }
        }
        assertTrue(documents > ROUNDS / 200, documents + " documents");
    }

    private static boolean isDocument(String text, PolicyKind kind) {
        try {
            var document = PolicyDocument.parse(text, kind);
            assertEquals(text, document.mapPrincipals(same -> same));
            assertFalse(document.statements().isEmpty());
            return true;
        } catch (PolicyException refused) {
            var lines = text.split("\n", -1);
            for (var problem : refused.problems()) {
                assertTrue(
                        problem.line() >= 1 && problem.line() <= lines.length, problem::toString);
                assertTrue(problem.column() >= 1, problem::toString);
                assertTrue(
                        problem.column() <= lines[problem.line() - 1].length() + 2,
                        problem::toString);
            }
            assertFalse(refused.problems().isEmpty());
            return false;
        }
    }

    private static String mutated(SplittableRandom random) {
        var text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (var left = random.nextInt(4); left > 0; left--) {
            var at = random.nextInt(text.length());
            var to = Math.min(text.length(), at + random.nextInt(8));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.insert(at, text.substring(at, to));
            }
        }
        return text.toString();
    }

    @Test
    void readsTheLargestDocumentsThere() throws PolicyException {
        var statement = "{\"Effect\":\"Allow\",\"Action\":[\"kms:Decrypt\"],\"Resource\":\"*\"},";
        var count = (JsonReader.MOST_CHARACTERS - 100) / statement.length();
        var text = "{\"Statement\":[" + statement.repeat(count).replaceFirst(",$", "") + "]}";
        assertEquals(
                count,
                PolicyDocument.parse(text, PolicyKind.IDENTITY).statements().size());
    }

    @Test
    void namesNoMoreProblemsThanAnybodyReads() {
        var text = "{\"Statement\":[" + "7,".repeat(60_000) + "7]}";
        try {
            PolicyDocument.parse(text, PolicyKind.IDENTITY);
        } catch (PolicyException refused) {
            assertEquals(100, refused.problems().size());
            return;
        }
        throw new AssertionError("numbers passed for statements");
    }
}
