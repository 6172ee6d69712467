package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are no cases: each is told, and costs no other line its answer. */
final class SimulateRefusalTest {

    private static final String GOOD = """
            {"id":"good","request":{"action":"kms:ListKeys"},"principal":{"type":"Root","account":"111122223333"},"expect":{"decision":"Allow"}}
            """.strip();

    /** What stands in the place of what in {@link #GOOD}, and what is told of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "id":"good"           | "id":"good","ident":1                         | unknown field ident
            "id":"good"           | "id":7                                        | id is not a string
            "kms:ListKeys"}       | "kms:ListKeys","ressource":"*"}               | unknown field request.ressource
            "kms:ListKeys"}       | "kms:ListKeys","context":{"a":{}}}            | request.context.a is not a value
            "kms:ListKeys"}       | "kms:ListKeys","context":{"a":["b",[]]}}      | request.context.a[1] is not a value
            "kms:ListKeys"}       | "kms:ListKeys","context":{"a":"1","A":"1"}}   | request.context.A stands twice
            "kms:ListKeys"}       | "kms:ListKeys","context":[]}                  | request.context is not an object
            "kms:ListKeys"}       | "kms:ListKeys","resourceAccount":"1"}         | request.resourceAccount: ``1`` is not a 12-digit account id
            "kms:ListKeys"}       | "kms:ListKeys","grantTokens":"t"}             | request.grantTokens is not a list
            "kms:ListKeys"}       | "kms:ListKeys","encryptionContext":{"a":1}}   | request.encryptionContext.a is not a string
            "kms:ListKeys"        | ""                                            | request.action is empty
            "action"              | "Action"                                      | request.action is missing
            "request"             | "Request"                                     | request is missing
            "type":"Root"         | "type":"Robot"                                | principal.type: there is no principal type ``Robot``
            "type":"Root"         | "type":"User"                                 | principal.arn is missing
            "type":"Root"         | "type":"Root","name":"x"                      | unknown field principal.name
            "account":"111122223333" | "account":"1111"                           | principal.account: ``1111`` is not a 12-digit account id
            "account":"111122223333" | "account":"111122223333","mfa":"no"        | principal.mfa is neither true nor false
            "account":"111122223333" | "account":"111122223333","tags":["a"]      | principal.tags is not an object
            "account":"111122223333" | "arn":"arn:aws:iam::111122223333:user/a"   | principal.arn is not the root user of the account
            "expect"              | "options":{"scpMode":"x"},"expect"            | options.scpMode: there is no mode ``x``
            "expect"              | "options":{"rcpMode":"x"},"expect"            | options.rcpMode: there is no mode ``x``
            "expect"              | "options":{"now":"today"},"expect"            | options.now: ``today`` is not a time
            "expect"              | "options":{"later":true},"expect"             | unknown field options.later
            "decision":"Allow"    | "decision":"Allowed"                          | expect.decision: there is no decision ``Allowed``
            "decision":"Allow"    | "outcome":"Allow"                             | unknown field expect.outcome
            "decision":"Allow"    | "matched":"a"                                 | expect.matched is not a list
            "expect"              | "policies":{"scps":[]},"expect"               | unknown field policies.scps
            "expect"              | "policies":{"identity":[{"documents":{}}]},"expect" | unknown field policies.identity[0].documents
            "expect"              | "policies":{"identity":["p"]},"expect"        | policies.identity[0] is not an object
            "expect"              | "policies":{"identity":[{"document":{"$ref":"x"}}]},"expect" | policies.identity[0].document: there is no document ``x``
            "expect"              | "policies":{"identity":[{"document":{"$ref":"x","a":1}}]},"expect" | policies.identity[0].document is neither a reference nor a document
            "expect"              | "policies":{"identity":[{"document":"*"}]},"expect" | policies.identity[0].document is not an object
            "expect"              | "policies":{"identity":[{"document":{"Statement":{}}}]},"expect" | policies.identity[0].document:1:14: the statement has no ``Effect``
            "expect"              | "policies":{"scp":[{"policy":[]}]},"expect"   | unknown field policies.scp[0].policy
            "expect"              | "policies":{"vpcEndpoint":[{},{}]},"expect"   | policies.vpcEndpoint: an endpoint has one policy, not several
            "expect"              | "policies":{"grants":[{}]},"expect"           | policies.grants[0].granteePrincipal is missing
            "expect"              | "policies":{"grants":[{"granteePrincipal":"a","grantId":"g","state":"new"}]},"expect" | policies.grants[0].state: there is no state ``new``
            """)
    void tellsWhereAndWhatIsWrong(String instead, String stands, String told) {
        var line = GOOD.replace(instead, stands);
        var ran = simulate("\n" + GOOD + "\n" + line + "\n" + GOOD + "\n");
        var message = told.replace("``", "`");

        assertEquals(2, ran.exit(), ran.out());
        assertTrue(ran.errLines().getFirst().startsWith("-:3: " + message), ran.err());
        assertEquals("2 passed, 1 failed", ran.errLines().getLast());
        var answer = ran.outLines().get(1);
        assertTrue(answer.contains("\"line\":3,\"error\":\"" + message), answer);
        assertTrue(answer.endsWith("\"pass\":false}"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "7",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "nonsense",
                "\"a",
                "{\"a\":\"\u0001\"}"
            })
    void tellsWhatIsNoObject(String line) {
        var ran = simulate(GOOD + "\n" + line + "\n" + GOOD);

        assertEquals(2, ran.exit());
        assertTrue(ran.errLines().getFirst().startsWith("-:2: "), ran.err());
        assertEquals("2 passed, 1 failed", ran.errLines().getLast());
    }

    @Test
    void tellsWhatStandsTwice() {
        assertEquals(
                "-:1: the key `id` stands twice",
                simulate(GOOD.replace("\"good\"", "\"good\",\"id\":\"good\""))
                        .errLines()
                        .getFirst());
        assertEquals(
                "-:1: the key `AWS` stands twice",
                simulate("{\"documents\":{\"a\":{\"Principal\":{\"AWS\":\"1\",\"AWS\":\"2\"}}}}")
                        .errLines()
                        .getFirst());
    }

    @Test
    void readsNoDeeperThanItMust() {
        var ran = simulate("[".repeat(100_000) + "\n" + "{\"a\":".repeat(100_000) + "\n" + GOOD);

        assertEquals(2, ran.exit());
        assertEquals("1 passed, 2 failed", ran.errLines().getLast());
    }

    @Test
    void refusesAKeyThatIsGivenAndFollowsOtherwise() {
        var ran = simulate(
                GOOD.replace("ListKeys\"", "ListKeys\",\"context\":{\"KMS:calleraccount\":\"1\"}")
                        .replace("\"expect", "\"options\":{\"deriveContext\":true},\"expect"));

        assertEquals(2, ran.exit());
        assertEquals(
                "-:1: request.context: `kms:calleraccount` is `1`, but the rest of the case says"
                        + " `111122223333`",
                ran.errLines().getFirst());
    }

    @Test
    void refusesIdentityPoliciesOfWhoHasNone() {
        var ran = simulate(GOOD.replace("\"Root\",\"account\":\"111122223333\"", "\"Anonymous\"")
                .replace("\"expect", "\"policies\":{\"identity\":[{}]},\"expect"));

        assertEquals(
                "-:1: policies.identity: a principal of type Anonymous has none",
                ran.errLines().getFirst());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sts::111122223333:assumed-role/r",
                "arn:aws:sts::111122223333:assumed-role/r/",
                "arn:aws:iam::111122223333:user/r",
                "arn:aws:iam::444455556666:role/r",
                "role/r"
            })
    void refusesASessionThatIsNone(String arn) {
        var ran = simulate(GOOD.replace("\"Root\"", "\"AssumedRole\",\"arn\":\"" + arn + "\""));

        assertEquals(2, ran.exit(), ran.out());
        assertTrue(ran.errLines().getFirst().startsWith("-:1: principal."), ran.err());
    }

    @Test
    void refusesASessionOfAnotherRole() {
        var ran = simulate(GOOD.replace(
                "\"Root\"",
                "\"AssumedRole\",\"arn\":\"arn:aws:sts::111122223333:assumed-role/r/s\","
                        + "\"roleArn\":\"arn:aws:iam::111122223333:role/q\""));

        assertEquals(
                "-:1: principal.roleArn is not that of the session",
                ran.errLines().getFirst());
    }

    @Test
    void passesOverWhatIsOfOtherCommands() {
        var ran = simulate(GOOD.replace("\"id\"", "\"universe\":[1],\"question\":{},\"id\""));

        assertEquals(new Ran(0, ran.out(), "1 passed, 0 failed\n"), ran);
    }

    @Test
    void reportsDocumentsThatCannotBeReadOnce() {
        var ran = simulate("{\"documents\":{\"a\":}}\n" + GOOD);

        assertEquals(2, ran.exit());
        assertEquals(2, ran.errLines().size(), ran.err());
        assertTrue(ran.errLines().getFirst().startsWith("-:1: not JSON at column 19: "), ran.err());
        assertEquals("1 passed, 1 failed", ran.errLines().getLast());
        assertEquals(
                "-:1: unknown field more",
                simulate("{\"documents\":{},\"more\":1}").errLines().getFirst());
        assertEquals(
                "-:1: documents is not an object",
                simulate("{\"documents\":[]}").errLines().getFirst());
    }

    @Test
    void takesDocumentsOnTheFirstLineOnly() {
        var ran = simulate(GOOD + "\n{\"documents\":{}}");

        assertEquals(
                "-:2: documents stand on the first line only", ran.errLines().getFirst());
    }

    private static Ran simulate(String batch) {
        return Ran.with(
                batch, List.of("policy", "simulate", "--batch", "-").toArray(new String[0]));
    }
}
