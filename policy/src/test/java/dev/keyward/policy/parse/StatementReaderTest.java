package dev.keyward.policy.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.policy.PolicyKind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementReaderTest {

    private static PolicyDocument parse(PolicyKind kind, String elements) throws PolicyException {
        return PolicyDocument.parse(
                "{\"Version\":\"2012-10-17\",\"Statement\":{" + elements + "}}", kind);
    }

    private static PolicyProblem refusal(PolicyKind kind, String elements) {
        return assertThrows(PolicyException.class, () -> parse(kind, elements)).first();
    }

    @Test
    void takesSidsOfTheFirstAndLastLettersAndDigits() throws PolicyException {
        var document = parse(
                PolicyKind.IDENTITY,
                "\"Sid\":\"azAZ09\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"");
        assertEquals(Optional.of("azAZ09"), document.statements().getFirst().sid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a`", "a{", "a@", "a[", "a/", "a:"})
    void takesNoSidWithTheCharactersBesideThem(String sid) {
        assertEquals(
                ProblemReason.INVALID_SID,
                refusal(
                                PolicyKind.IDENTITY,
                                "\"Sid\":\"" + sid
                                        + "\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"")
                        .reason());
    }

    @Test
    void namesTheStatementThatHasNoEffect() {
        var problem = refusal(PolicyKind.IDENTITY, "\"Action\":\"*\",\"Resource\":\"*\"");
        assertEquals(ProblemReason.MISSING_EFFECT, problem.reason());
        assertEquals(1, problem.line());
        assertEquals(37, problem.column());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Action\":\"*\",\"NotResource\":\"arn:aws:kms:*:*:key/*\"",
                "\"Action\":\"*\",\"Resource\":[\"*\",\"arn:aws:kms:*:*:key/*\"]",
                "\"Action\":\"*\",\"Resource\":\"arn:aws:kms:*:*:key/*\"",
                "\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":true}}"
            })
    void takesNoResourceControlPolicyThatAllowsLessThanEverything(String rest) {
        assertEquals(
                ProblemReason.EFFECT_FORBIDDEN,
                refusal(
                                PolicyKind.RESOURCE_CONTROL,
                                "\"Effect\":\"Allow\",\"Principal\":\"*\"," + rest)
                        .reason());
    }
}
