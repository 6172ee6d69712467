package dev.keyward.policy.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must be true of one statement, whatever stands in it. */
final class LanguageLawsTest {

    private static final String A = Vocabulary.A;

    /** What is neither number nor date, address or ARN, though it stands where one should. */
    private static final Set<String> ODD = Set.of(
            "many",
            "few",
            "${aws:number}",
            "soon",
            "later",
            "2026-13-01",
            "2026-02-30",
            "host",
            "net",
            "192.0.2.0/33",
            "10.0.0.01",
            "arn:aws:iam::*",
            "arn:aws:iam:*:role/p/r",
            "arn:aws:iam",
            "*",
            "a");

    /** Whether a deny with these elements hits the request of a user of account A. */
    private static boolean applies(
            PolicyKind kind, Map<String, Object> elements, Map<String, Object> context) {
        return applies(kind, elements, context, Vocabulary.CALLERS.getFirst());
    }

    private static boolean applies(
            PolicyKind kind,
            Map<String, Object> elements,
            Map<String, Object> context,
            Scenario.Caller caller) {
        var question = new Scenario.Question(
                "key",
                caller,
                "kms:Decrypt",
                "arn:aws:kms:eu-west-1:" + A + ":key/1234",
                new AccountId(A),
                false,
                "",
                context,
                Map.of());
        var statement = Changes.with(elements, "Effect", "Deny");
        return new Scenario(
                        question,
                        new Scenario.Layers(
                                Map.of(kind, Changes.layer(RawJson.write(statement))), List.of()))
                .askEngine()
                .startsWith("deny");
    }

    private static boolean holds(
            String operator, String key, Object values, Map<String, Object> context) {
        return applies(
                PolicyKind.IDENTITY,
                Map.of(
                        "Action",
                        "*",
                        "Resource",
                        "*",
                        "Condition",
                        Map.of(operator, Map.of(key, values))),
                context);
    }

    @Test
    void aNegatedElementIsTheComplement() {
        for (var pattern : Vocabulary.ACTION_PATTERNS) {
            var is = Map.<String, Object>of("Action", pattern, "Resource", "*");
            var not = Map.<String, Object>of("NotAction", pattern, "Resource", "*");
            assertTrue(
                    applies(PolicyKind.IDENTITY, is, Map.of())
                            != applies(PolicyKind.IDENTITY, not, Map.of()),
                    pattern);
        }
        for (var pattern : Vocabulary.RESOURCE_PATTERNS) {
            var is = Map.<String, Object>of("Action", "*", "Resource", pattern);
            var not = Map.<String, Object>of("Action", "*", "NotResource", pattern);
            assertTrue(
                    applies(PolicyKind.IDENTITY, is, Map.of("aws:v", "a"))
                            != applies(PolicyKind.IDENTITY, not, Map.of("aws:v", "a")),
                    pattern);
        }
        for (var caller : Vocabulary.CALLERS) {
            for (var name : Vocabulary.PRINCIPALS) {
                var who = Map.of("AWS", name);
                var is = Map.<String, Object>of("Principal", who, "Action", "*", "Resource", "*");
                var not =
                        Map.<String, Object>of("NotPrincipal", who, "Action", "*", "Resource", "*");
                assertTrue(
                        applies(PolicyKind.KEY_POLICY, is, Map.of(), caller)
                                != applies(PolicyKind.KEY_POLICY, not, Map.of(), caller),
                        name);
            }
        }
    }

    @Test
    void aNegatedOperatorIsTheComplementWhereBothSidesCanBeCompared() {
        for (var pair : List.of(
                "StringEquals StringNotEquals",
                "StringEqualsIgnoreCase StringNotEqualsIgnoreCase",
                "StringLike StringNotLike",
                "NumericEquals NumericNotEquals",
                "DateEquals DateNotEquals",
                "IpAddress NotIpAddress",
                "ArnEquals ArnNotEquals",
                "ArnLike ArnNotLike")) {
            var operators = pair.split(" ", -1);
            var family = Vocabulary.familyOf(operators[0]);
            for (var value : family.values()) {
                for (var listed : family.patterns()) {
                    Map<String, Object> context = Map.of(family.key(), value);
                    var is = holds(operators[0], family.key(), listed, context);
                    var not = holds(operators[1], family.key(), listed, context);
                    assertFalse(is && not, pair + " " + value + " " + listed);
                    assertTrue(
                            is || not || isOdd(operators[0], listed, value),
                            pair + " " + value + " " + listed);
                }
            }
        }
    }

    private static boolean isOdd(String operator, String listed, String value) {
        return !operator.startsWith("String") && (ODD.contains(listed) || ODD.contains(value));
    }

    @Test
    void theTableOfMissingKeysHolds() {
        for (var operator : Vocabulary.OPERATORS) {
            var family = Vocabulary.familyOf(operator);
            var listed = family.patterns().getFirst();
            var negated = operator.contains("Not");
            for (var context : List.of(
                    Map.<String, Object>of(), Map.<String, Object>of("aws:many", List.of()))) {
                var key = "aws:many";
                assertEquals(negated, holds(operator, key, listed, context), operator);
                assertTrue(holds(operator + "IfExists", key, listed, context), operator);
                assertTrue(holds("ForAllValues:" + operator, key, listed, context), operator);
                assertFalse(holds("ForAnyValue:" + operator, key, listed, context), operator);
                assertTrue(
                        holds("ForAnyValue:" + operator + "IfExists", key, listed, context),
                        operator);
                assertTrue(holds("Null", key, "true", context));
                assertFalse(holds("Null", key, "false", context));
            }
        }
    }

    @Test
    void allOfOneIsNotAnyOfNone() {
        for (var value : List.of("a", "A", "ab", "x")) {
            for (var listed :
                    List.of(List.of("a"), List.of("a", "ab"), List.of("?b", "${aws:v}"))) {
                for (var operator : List.of("Equals", "Like", "EqualsIgnoreCase")) {
                    Map<String, Object> context = Map.of("aws:many", List.of(value), "aws:v", "A");
                    assertEquals(
                            holds("ForAllValues:String" + operator, "aws:many", listed, context),
                            !holds("ForAnyValue:StringNot" + operator, "aws:many", listed, context),
                            operator + " " + value + " " + listed);
                }
            }
        }
    }

    @Test
    void aMultiValuedKeyNeedsASetOperator() {
        for (var operator : Vocabulary.OPERATORS) {
            var family = Vocabulary.familyOf(operator);
            Map<String, Object> context =
                    Map.of("aws:many", List.of(family.values().getFirst()));
            for (var listed : family.patterns()) {
                assertFalse(holds(operator, "aws:many", listed, context), operator);
                assertFalse(holds(operator + "IfExists", "aws:many", listed, context), operator);
            }
        }
    }

    /** Whatever stands around it, in a resource or in a condition that is not negated. */
    @Test
    void aVariableWithoutValueFitsNothing() {
        var choice = new Choice(1);
        var around =
                List.of("", "*", "?", "1234", "a", "${*}", "${aws:v}", "${aws:none, ''}", "key/");
        for (var round = 0; round < 2_000; round++) {
            var variable = choice.pick(List.of("${aws:none}", "${aws:many}", "${AWS:Many, '*'}"));
            var text = choice.pick(around) + choice.pick(around) + variable + choice.pick(around);
            var value = choice.pick(List.of("", "a", "1234", "key/1234", variable, text));
            Map<String, Object> context = Map.of(
                    "aws:v", value, "aws:many", List.of("a"), "aws:arn", "arn:aws:kms:::" + value);
            for (var operator : List.of("StringEquals", "StringEqualsIgnoreCase", "StringLike")) {
                assertFalse(holds(operator, "aws:v", text, context), text);
                assertTrue(
                        holds(operator.replace("String", "StringNot"), "aws:v", text, context),
                        text);
            }
            assertFalse(holds("ArnLike", "aws:arn", "arn:aws:kms:::" + text, context), text);
            assertFalse(holds("ArnEquals", "aws:arn", "arn:aws:kms:::" + text, context), text);
            assertFalse(holds("Bool", "aws:v", variable, context), text);
            var elements =
                    Map.<String, Object>of("Action", "*", "Resource", "arn:aws:kms:*:*:" + text);
            assertFalse(applies(PolicyKind.IDENTITY, elements, context), text);
        }
    }

    @Test
    void wildcardsFollowTheirLaws() {
        var choice = new Choice(2);
        for (var round = 0; round < 5_000; round++) {
            var pattern = text(choice, List.of("a", "b", "*", "?", "**", "${*}"));
            var value = text(choice, List.of("a", "b", "*"));
            var is = like(pattern, value);
            assertEquals(
                    is, like(pattern.replace("*", "**").replace("{**}", "{*}"), value), pattern);
            assertEquals(like(pattern + "?*", value), like(pattern + "*?", value), pattern);
            assertEquals(
                    is,
                    like(reversed(pattern), new StringBuilder(value).reverse().toString()),
                    pattern);
            assertTrue(!is || like(pattern + "*", value + "a"), pattern);
            assertEquals(is, like("x" + pattern + "y", "x" + value + "y"), pattern);
        }
    }

    private static String text(Choice choice, List<String> from) {
        var text = new StringBuilder();
        for (var left = choice.upTo(7); left > 1; left--) {
            text.append(choice.pick(from));
        }
        return text.toString();
    }

    private static String reversed(String pattern) {
        var pieces = new ArrayList<String>();
        for (var at = 0; at < pattern.length(); at++) {
            var escaped = pattern.startsWith("${*}", at);
            pieces.add(0, escaped ? "${*}" : pattern.substring(at, at + 1));
            at += escaped ? 3 : 0;
        }
        return String.join("", pieces);
    }

    private static boolean like(String pattern, String value) {
        return holds("StringLike", "aws:v", pattern, Map.of("aws:v", value));
    }
}
