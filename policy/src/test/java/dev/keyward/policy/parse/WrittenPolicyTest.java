package dev.keyward.policy.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.LanguageVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WrittenPolicyTest {

    private static final String KEY_POLICY = """
            {"Statement":{"Condition":{"stringlike":{"kms:ViaService":["a*","b*"],"aws:v":5},
             "StringLike":{"kms:ViaService":true}},"NotResource":["arn:aws:kms:*:*:key/1"],
             "Action":["kms:Decrypt","kms:Encrypt"],"Effect":"Deny","Sid":"No \\"one\\"",
             "NotPrincipal":{"Service":"s3.amazonaws.com","AWS":["111122223333","*"]}},
             "Id":"an id"}
            """;

    private static final String PRINTED = """
            {
              "Version": "2008-10-17",
              "Id": "an id",
              "Statement": [
                {
                  "Sid": "No \\"one\\"",
                  "Effect": "Deny",
                  "NotPrincipal": {
                    "Service": "s3.amazonaws.com",
                    "AWS": [
                      "111122223333",
                      "*"
                    ]
                  },
                  "Action": [
                    "kms:Decrypt",
                    "kms:Encrypt"
                  ],
                  "NotResource": "arn:aws:kms:*:*:key/1",
                  "Condition": {
                    "stringlike": {
                      "kms:ViaService": [
                        "a*",
                        "b*"
                      ],
                      "aws:v": "5"
                    },
                    "StringLike": {
                      "kms:ViaService": "true"
                    }
                  }
                }
              ]
            }""";

    private static WrittenPolicy read(String text, PolicyKind kind) throws PolicyException {
        return PolicyDocument.parse(text, kind).written();
    }

    @Test
    void keepsEverythingAsItIsWritten() throws PolicyException {
        var written = read(KEY_POLICY, PolicyKind.KEY_POLICY);

        assertEquals(LanguageVersion.V2008, written.version());
        assertEquals(Optional.of("an id"), written.id());
        var statement = written.statements().getFirst();
        assertEquals(Effect.DENY, statement.effect());
        assertEquals(
                new Listed<>(
                        Listed.Sense.ALL_BUT_THESE,
                        List.of(
                                new WrittenPrincipal(
                                        NamedPrincipal.Type.SERVICE, "s3.amazonaws.com"),
                                new WrittenPrincipal(NamedPrincipal.Type.AWS, "111122223333"),
                                new WrittenPrincipal(NamedPrincipal.Type.AWS, "*"))),
                statement.principals());
        assertEquals(Listed.these(List.of("kms:Decrypt", "kms:Encrypt")), statement.actions());
        assertEquals(Listed.Sense.ALL_BUT_THESE, statement.resources().sense());
        assertEquals(
                List.of(
                        new WrittenCondition("stringlike", "kms:ViaService", List.of("a*", "b*")),
                        new WrittenCondition("stringlike", "aws:v", List.of("5")),
                        new WrittenCondition("StringLike", "kms:ViaService", List.of("true"))),
                statement.conditions());
    }

    @Test
    void printsInOneFormWhateverTheFormItWasReadIn() throws PolicyException {
        var written = read(KEY_POLICY, PolicyKind.KEY_POLICY);

        assertEquals(PRINTED, written.print());
        assertEquals(written, read(PRINTED, PolicyKind.KEY_POLICY));
    }

    @Test
    void escapesWhatAPolicyMayNotHold() throws PolicyException {
        var text = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*",
                "Condition":{"StringEquals":{"aws:v":["\\\\ \\" é ÿ \\u20ac \\t \\/","tab\\n"]}}}]}""";
        var written = read(text, PolicyKind.IDENTITY);

        assertTrue(
                written.print().contains("\"\\\\ \\\" é ÿ \\u20ac \\u0009 /\""), written.print());
        assertEquals(written, read(written.print(), PolicyKind.IDENTITY));
    }

    @Test
    void keepsAConditionWithoutValues() throws PolicyException {
        var written = read(
                "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringEquals\":{\"aws:v\":[]}}}}",
                PolicyKind.IDENTITY);

        assertTrue(written.print().contains("\"aws:v\": []"), written.print());
        assertEquals(written, read(written.print(), PolicyKind.IDENTITY));
    }

    @Test
    void leavesOutElementsThatAreAbsent() throws PolicyException {
        var written = read(
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[]}}",
                PolicyKind.KEY_POLICY);

        assertTrue(written.statements().getFirst().actions().isAbsent());
        assertTrue(written.statements().getFirst().resources().isAbsent());
        assertEquals("""
                {
                  "Effect": "Allow",
                  "Principal": "*"
                }""", written.statements().getFirst().print());
        assertEquals(written, read(written.print(), PolicyKind.KEY_POLICY));
    }

    @Test
    void statementsCanBeAddedReplacedAndTakenAway() throws PolicyException {
        var one = read(KEY_POLICY, PolicyKind.KEY_POLICY);
        var statement = one.statements().getFirst();
        var other = statement.withConditions(List.of());

        var two = one.plus(other);
        assertEquals(List.of(statement, other), two.statements());
        assertEquals(List.of(other, other), two.with(0, other).statements());
        assertEquals(List.of(other), two.without(0).statements());
    }
}
