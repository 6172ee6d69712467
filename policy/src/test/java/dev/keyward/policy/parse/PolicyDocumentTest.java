package dev.keyward.policy.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.LanguageVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyDocumentTest {

    private static final String KEY_POLICY = """
            {
              "Version" : "2012-10-17",
              "Id" : "key-default-1",
              "Statement" : [ {
                "Sid" : "Enable IAM User Permissions",
                "Effect" : "Allow",
                "Principal" : { "AWS" : "arn:aws:iam::111122223333:root" },
                "Action" : "kms:*",
                "Resource" : "*"
              }, {
                "Effect" : "Deny",
                "NotPrincipal" : {
                  "AWS" : [ "arn:aws:iam::111122223333:user/a", "111122223333" ],
                  "Service" : "s3.amazonaws.com" },
                "Action" : "kms:Decrypt",
                "Resource" : "*" } ]
            }
            """;

    @Test
    void readsTheDefaultKeyPolicy() throws PolicyException {
        var document = PolicyDocument.parse(KEY_POLICY, PolicyKind.KEY_POLICY);
        assertEquals(KEY_POLICY, document.text());
        assertEquals(LanguageVersion.V2012, document.version());
        assertEquals(List.of(), document.warnings());
        assertEquals(2, document.statements().size());
        var first = document.statements().getFirst();
        assertEquals(Optional.of("Enable IAM User Permissions"), first.sid());
        assertEquals(4, first.line());
        assertEquals(Effect.ALLOW, first.effect());
        var second = document.statements().get(1);
        assertEquals(1, second.index());
        assertEquals(10, second.line());
        assertEquals(Effect.DENY, second.effect());
    }

    @Test
    void listsItsResources() throws PolicyException {
        var document = PolicyDocument.parse("""
                {"Statement": [
                  {"Effect": "Allow", "Action": "*", "Resource": ["arn:aws:s3:::a", "*"]},
                  {"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:s3:::b"}]}""", PolicyKind.IDENTITY);

        assertEquals(List.of("arn:aws:s3:::a", "*", "arn:aws:s3:::b"), document.resources());
    }

    @Test
    void tellsWhatIsOddBesideWhatIsWrong() {
        var refused = assertThrows(
                PolicyException.class,
                () -> PolicyDocument.parse(
                        "{\"Statement\": {\"Effect\": \"Allow\", \"Resource\": \"*\"}}",
                        PolicyKind.IDENTITY));

        assertEquals(ProblemReason.MISSING_ACTION, refused.first().reason());
        assertEquals(
                List.of(ProblemReason.OLD_VERSION),
                refused.warnings().stream().map(PolicyProblem::reason).toList());
    }

    @Test
    void listsItsPrincipalsWithTheirPlaces() throws PolicyException {
        var document = PolicyDocument.parse(KEY_POLICY, PolicyKind.KEY_POLICY);
        assertEquals(
                List.of(
                        "AWS arn:aws:iam::111122223333:root 7:29",
                        "AWS arn:aws:iam::111122223333:user/a 13:17",
                        "AWS 111122223333 13:53",
                        "SERVICE s3.amazonaws.com 14:19"),
                document.principals().stream()
                        .map(principal -> principal.type() + " " + principal.value() + " "
                                + principal.line() + ":" + principal.column())
                        .toList());
        for (var principal : document.principals()) {
            assertEquals(
                    "\"" + principal.value() + "\"",
                    KEY_POLICY.substring(principal.start(), principal.end()));
        }
    }

    @Test
    void replacesPrincipalsAndNothingElse() throws PolicyException {
        var document = PolicyDocument.parse(KEY_POLICY, PolicyKind.KEY_POLICY);
        var mapped = document.mapPrincipals(arn ->
                arn.equals("arn:aws:iam::111122223333:user/a") ? "AIDAEXAMPLEID0000001" : arn);
        assertEquals(
                KEY_POLICY.replace("arn:aws:iam::111122223333:user/a", "AIDAEXAMPLEID0000001"),
                mapped);
        var back = PolicyDocument.parse(mapped, PolicyKind.KEY_POLICY)
                .mapPrincipals(
                        id -> id.startsWith("AIDA") ? "arn:aws:iam::111122223333:user/a" : id);
        assertEquals(KEY_POLICY, back);
    }

    @Test
    void replacesPrincipalsThatAreWrittenWithEscapes() throws PolicyException {
        var text =
                statement("\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user\\/a\\u00e9\"},"
                        + "\"Action\":\"kms:*\",\"Resource\":\"*\"");
        var document = PolicyDocument.parse(text, PolicyKind.KEY_POLICY);
        assertEquals(
                "arn:aws:iam::111122223333:user/a\u00e9",
                document.principals().getFirst().value());
        assertEquals(
                statement("\"Principal\":{\"AWS\":\"q\\\"\"},"
                        + "\"Action\":\"kms:*\",\"Resource\":\"*\""),
                document.mapPrincipals(arn -> "q\""));
    }

    private static String statement(String elements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\"," + elements + "}}";
    }

    @Test
    void tellsEveryProblemWithItsPlace() {
        var text = """
                {"Version": "2012-10-17",
                 "Statement": [
                  {"Effect": "allow", "Action": "Decrypt", "Resource": "key/1"},
                  {"Effect": "Allow", "Action": "kms:Decrypt", "Action": "kms:Encrypt",
                   "Resource": "*", "Principal": "*", "Conditions": {}}]}
                """;
        var problems = problems(text, PolicyKind.IDENTITY);
        assertEquals(
                List.of(
                        "3:14 INVALID_EFFECT",
                        "3:33 ACTION_WITHOUT_VENDOR",
                        "3:56 RESOURCE_NOT_ARN",
                        "4:48 DUPLICATE_KEY",
                        "5:21 PRINCIPAL_FORBIDDEN",
                        "5:39 UNKNOWN_ELEMENT"),
                problems.stream()
                        .map(problem ->
                                problem.line() + ":" + problem.column() + " " + problem.reason())
                        .toList());
        assertEquals("key/1", problems.get(2).subject());
    }

    private static List<PolicyProblem> problems(String text, PolicyKind kind) {
        return assertThrows(PolicyException.class, () -> PolicyDocument.parse(text, kind))
                .problems();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "{",
                "{}x",
                "{\"Version\":}",
                "{'Version':1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "// x\n{}",
                "{\"Statement\":[}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"tab\there\"}"
            })
    void refusesWhatIsNotJson(String text) {
        assertEquals(
                ProblemReason.NOT_JSON,
                problems(text, PolicyKind.IDENTITY).getFirst().reason());
    }

    @Test
    void refusesCharactersThatPoliciesCannotHold() {
        for (var text : List.of("{\"\u0100\":1}", "{\"\u0000\":1}", "\ufeff{}")) {
            assertEquals(
                    ProblemReason.INVALID_CHARACTER,
                    problems(text, PolicyKind.IDENTITY).getFirst().reason());
        }
    }

    @Test
    void refusesControlCharactersAndHalfSurrogatesEvenIfEscaped() {
        for (var escaped : List.of("\\u0000", "\\u001f", "\\ud800", "\\udc00", "\\ud800\\u0041")) {
            var text = statement("\"Action\":\"kms:*\",\"Resource\":\"*\",\"Condition\":"
                    + "{\"StringEquals\":{\"aws:x\":\"" + escaped + "\"}}");
            assertEquals(
                    ProblemReason.INVALID_CHARACTER,
                    problems(text, PolicyKind.IDENTITY).getFirst().reason(),
                    escaped);
        }
    }

    @Test
    void refusesDeepNestingWithoutReadingItAll() {
        for (var depth : List.of(17, 30, 100_000 / 2)) {
            var text = "{\"Statement\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
            var problem = problems(text, PolicyKind.IDENTITY).getFirst();
            assertEquals(ProblemReason.TOO_DEEP, problem.reason());
            assertEquals(1, problem.line());
            assertTrue(problem.column() > 13 && problem.column() < 60, problem.toString());
        }
    }

    @Test
    void refusesMoreCharactersThanAnyPolicyHas() {
        var text = " ".repeat(131_073);
        assertEquals(
                ProblemReason.TOO_LARGE,
                problems(text, PolicyKind.IDENTITY).getFirst().reason());
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyKind.class,
            names = {"IDENTITY", "PERMISSIONS_BOUNDARY", "SESSION", "SERVICE_CONTROL"})
    void refusesPrincipalsInPoliciesOfPrincipals(PolicyKind kind) {
        for (var element : List.of("Principal", "NotPrincipal")) {
            var text =
                    statement("\"" + element + "\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\"");
            var problem = problems(text, kind).getFirst();
            assertEquals(ProblemReason.PRINCIPAL_FORBIDDEN, problem.reason());
            assertEquals(element, problem.subject());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyKind.class,
            names = {"KEY_POLICY", "TRUST", "VPC_ENDPOINT", "RESOURCE_CONTROL"})
    void requiresPrincipalsInPoliciesOfResources(PolicyKind kind) {
        var text = statement("\"Action\":\"sts:AssumeRole\"");
        assertTrue(reasons(text, kind).contains(ProblemReason.MISSING_PRINCIPAL));
    }

    private static List<ProblemReason> reasons(String text, PolicyKind kind) {
        return problems(text, kind).stream().map(PolicyProblem::reason).toList();
    }

    @Test
    void holdsTrustPoliciesToPrincipalAndStsAction() throws PolicyException {
        var trust = "\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"sts:AssumeRole\"";
        PolicyDocument.parse(statement(trust), PolicyKind.TRUST);
        assertEquals(
                List.of(ProblemReason.RESOURCE_FORBIDDEN),
                reasons(statement(trust + ",\"Resource\":\"*\""), PolicyKind.TRUST));
        assertEquals(
                List.of(ProblemReason.RESOURCE_FORBIDDEN),
                reasons(statement(trust + ",\"NotResource\":\"*\""), PolicyKind.TRUST));
        assertEquals(
                List.of(ProblemReason.ACTION_NOT_OF_STS),
                reasons(
                        statement("\"Principal\":\"*\",\"Action\":[\"STS:AssumeRole\",\"kms:*\"]"),
                        PolicyKind.TRUST));
    }

    @Test
    void acceptsKeyPolicyStatementsWithoutActionOrResourceAndWarns() throws PolicyException {
        var document = PolicyDocument.parse(
                statement("\"Principal\":\"*\",\"Sid\":\"any thing, twice\""),
                PolicyKind.KEY_POLICY);
        assertEquals(
                List.of(ProblemReason.INEFFECTIVE_STATEMENT, ProblemReason.INEFFECTIVE_STATEMENT),
                document.warnings().stream().map(PolicyProblem::reason).toList());
        assertEquals(
                List.of(ProblemReason.MISSING_ACTION, ProblemReason.MISSING_RESOURCE),
                reasons(statement("\"Sid\":\"x\""), PolicyKind.IDENTITY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:group/admins",
                "arn:aws:iam::111122223333:role/*",
                "arn:aws:iam::111122223333:user/a?",
                "arn:aws:iam::*:root",
                "arn:aws:iam::11112222333:root",
                "arn:aws:iam:eu-west-1:111122223333:user/a",
                "arn:aws:s3:::bucket",
                "arn:aws:sts::111122223333:assumed-role/r",
                "arn:aws:sts::111122223333:assumed-role/r/s/t",
                "arn:aws:iam::111122223333:user/",
                "arn:aws:iam::111122223333:policy/p",
                "AGPAEXAMPLEID0000001",
                "nobody",
                ""
            })
    void refusesWhatIsNoPrincipal(String value) {
        var text = statement("\"Principal\":{\"AWS\":\"" + value
                + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\"");
        var problem = problems(text, PolicyKind.KEY_POLICY).getFirst();
        assertEquals(ProblemReason.INVALID_PRINCIPAL, problem.reason());
        assertEquals("\"AWS\":\"" + value + "\"", problem.subject());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"*\"",
                "{\"AWS\":\"*\"}",
                "{\"AWS\":\"111122223333\"}",
                "{\"AWS\":\"arn:aws:iam::111122223333:root\"}",
                "{\"AWS\":\"arn:aws-cn:iam::111122223333:user/some/path/a\"}",
                "{\"AWS\":[\"arn:aws:iam::111122223333:role/r\",\"AROAEXAMPLEID0000001\"]}",
                "{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/r/s\"}",
                "{\"AWS\":\"arn:aws:sts::111122223333:federated-user/f\"}",
                "{\"Service\":[\"s3.amazonaws.com\",\"logs.eu-west-1.amazonaws.com\"]}"
            })
    void acceptsEveryFormOfPrincipal(String principal) throws PolicyException {
        var text = statement(
                "\"Principal\":" + principal + ",\"Action\":\"kms:*\",\"Resource\":\"*\"");
        PolicyDocument.parse(text, PolicyKind.KEY_POLICY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"somebody\"",
                "[\"*\"]",
                "{}",
                "{\"AWS\":[]}",
                "{\"AWS\":7}",
                "{\"CanonicalUser\":\"79a59df900b949e5\"}",
                "{\"aws\":\"*\"}",
                "{\"Service\":\"*\"}",
                "{\"Service\":\"*.amazonaws.com\"}",
                "{\"Federated\":\"accounts.google.com\"}"
            })
    void refusesPrincipalsOfOtherShapes(String principal) {
        var text = statement(
                "\"Principal\":" + principal + ",\"Action\":\"kms:*\",\"Resource\":\"*\"");
        assertTrue(List.of(
                        ProblemReason.INVALID_PRINCIPAL,
                        ProblemReason.WRONG_TYPE,
                        ProblemReason.MISSING_PRINCIPAL)
                .contains(problems(text, PolicyKind.KEY_POLICY).getFirst().reason()));
    }

    @Test
    void holdsActionsToServiceAndName() {
        for (var row : List.of(
                "Decrypt ACTION_WITHOUT_VENDOR",
                " ACTION_WITHOUT_VENDOR",
                "k*:Decrypt INVALID_VENDOR",
                ":Decrypt INVALID_VENDOR",
                "kms:De:crypt ACTION_WITH_SEVERAL_COLONS")) {
            var action = row.substring(0, row.indexOf(' '));
            var text = statement("\"Action\":\"" + action + "\",\"Resource\":\"*\"");
            assertEquals(
                    ProblemReason.valueOf(row.substring(row.indexOf(' ') + 1)),
                    problems(text, PolicyKind.IDENTITY).getFirst().reason(),
                    row);
        }
    }

    @Test
    void refusesConflictsAndWrongTypes() {
        for (var elements : List.of(
                "\"Action\":\"*\",\"NotAction\":\"*\",\"Resource\":\"*\"",
                "\"Action\":\"*\",\"Resource\":\"*\",\"NotResource\":\"*\"")) {
            assertEquals(
                    List.of(ProblemReason.CONFLICTING_ELEMENTS),
                    reasons(statement(elements), PolicyKind.IDENTITY));
        }
        for (var elements : List.of(
                "\"Action\":{},\"Resource\":\"*\"",
                "\"Action\":[[\"*\"]],\"Resource\":\"*\"",
                "\"Action\":\"*\",\"Resource\":1",
                "\"Action\":\"*\",\"Resource\":\"*\",\"Sid\":[]",
                "\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":[]",
                "\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":\"x\"}",
                "\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:x\":null}}",
                "\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:x\":{}}}",
                "\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:x\":[[]]}}")) {
            assertTrue(
                    reasons(statement(elements), PolicyKind.IDENTITY)
                            .contains(ProblemReason.WRONG_TYPE),
                    elements);
        }
    }

    @Test
    void refusesWrongOutermostElements() {
        assertEquals(List.of(ProblemReason.WRONG_TYPE), reasons("[]", PolicyKind.IDENTITY));
        assertEquals(List.of(ProblemReason.MISSING_STATEMENT), reasons("{}", PolicyKind.IDENTITY));
        assertEquals(
                List.of(ProblemReason.MISSING_STATEMENT),
                reasons("{\"Statement\":[]}", PolicyKind.KEY_POLICY));
        assertEquals(
                List.of(ProblemReason.WRONG_TYPE),
                reasons("{\"Statement\":[\"x\"]}", PolicyKind.IDENTITY));
        assertEquals(
                List.of(ProblemReason.INVALID_VERSION),
                reasons(
                        statement("\"Action\":\"*\",\"Resource\":\"*\"")
                                .replace("2012-10-17", "2013-10-17"),
                        PolicyKind.IDENTITY));
        assertTrue(reasons("{\"statement\":[],\"Id\":{},\"Version\":1}", PolicyKind.IDENTITY)
                .containsAll(List.of(
                        ProblemReason.UNKNOWN_ELEMENT,
                        ProblemReason.WRONG_TYPE,
                        ProblemReason.MISSING_STATEMENT)));
    }

    @Test
    void requiresAnEffect() {
        assertEquals(
                List.of(ProblemReason.MISSING_EFFECT),
                reasons(
                        "{\"Statement\":{\"Action\":\"*\",\"Resource\":\"*\"}}",
                        PolicyKind.IDENTITY));
    }

    @Test
    void holdsSidsToLettersDigitsAndBeingUnique() {
        assertEquals(
                List.of(ProblemReason.INVALID_SID),
                reasons(
                        statement("\"Sid\":\"a b\",\"Action\":\"*\",\"Resource\":\"*\""),
                        PolicyKind.IDENTITY));
        var twice = "{\"Sid\":\"a\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";
        assertEquals(
                List.of(ProblemReason.DUPLICATE_SID),
                reasons("{\"Statement\":[" + twice + "," + twice + "]}", PolicyKind.IDENTITY));
    }

    @Test
    void refusesOperatorsThatDoNotExistUnlessNothingIsInThem() throws PolicyException {
        for (var operator : List.of(
                "StringMatches", "ForAnyValue::StringEquals", "NullIfExists", "ForSome:Bool", "")) {
            var with =
                    "\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"" + operator + "\":%s}";
            assertEquals(
                    List.of(ProblemReason.UNKNOWN_OPERATOR),
                    reasons(statement(with.formatted("{\"aws:x\":\"y\"}")), PolicyKind.IDENTITY));
            PolicyDocument.parse(statement(with.formatted("{}")), PolicyKind.IDENTITY);
        }
    }

    @Test
    void refusesForAllValuesOnSingleValuedFamiliesInKeyPoliciesThatAllow() throws PolicyException {
        var text = statement(
                "\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"ForAllValues:StringEquals\":{\"KMS:EncryptionContext:a\":\"b\"}}");
        assertEquals(
                List.of(ProblemReason.OVERLY_PERMISSIVE_CONDITION),
                reasons(text, PolicyKind.KEY_POLICY));
        PolicyDocument.parse(
                text.replace("KMS:EncryptionContext:a", "kms:EncryptionContextKeys"),
                PolicyKind.KEY_POLICY);
        PolicyDocument.parse(text.replace("Allow\"", "Deny\""), PolicyKind.KEY_POLICY);
    }

    @Test
    void warnsOfWhatIsAllowedButOdd() throws PolicyException {
        var document = PolicyDocument.parse(
                "{\"Statement\":{\"Effect\":\"Allow\",\"NotPrincipal\":{\"AWS\":\"111122223333\"},"
                        + "\"Action\":\"kms:*\",\"Resource\":\"*\",\"Condition\":"
                        + "{\"DateLessThan\":{\"aws:CurrentTime\":\"tomorrow\"},\"ArnLike\":{\"aws:x\":\"*\"}}}}",
                PolicyKind.KEY_POLICY);
        assertEquals(
                List.of(
                        ProblemReason.OLD_VERSION,
                        ProblemReason.NOT_PRINCIPAL_WITH_ALLOW,
                        ProblemReason.MALFORMED_DATE,
                        ProblemReason.INCOMPARABLE_VALUE),
                document.warnings().stream().map(PolicyProblem::reason).toList());
    }

    @Test
    void findsAnErrorBehindAnyNumberOfWarnings() {
        var odd = "{\"Effect\":\"Allow\",\"Principal\":\"*\"},";
        var text = "{\"Statement\":[" + odd.repeat(500) + "{\"Effect\":\"Allow\"}]}";
        assertEquals(
                List.of(ProblemReason.MISSING_PRINCIPAL), reasons(text, PolicyKind.KEY_POLICY));
    }

    @Test
    void letsResourceControlPoliciesOnlyDenyExceptTheBuiltInOne() throws PolicyException {
        var builtIn = statement("\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"");
        PolicyDocument.parse(builtIn, PolicyKind.RESOURCE_CONTROL);
        PolicyDocument.parse(
                builtIn.replace("Allow", "Deny").replace("Action\":\"*", "Action\":\"kms:*"),
                PolicyKind.RESOURCE_CONTROL);
        assertEquals(
                List.of(ProblemReason.EFFECT_FORBIDDEN),
                reasons(
                        builtIn.replace("Action\":\"*", "Action\":\"kms:*"),
                        PolicyKind.RESOURCE_CONTROL));
        assertEquals(
                List.of(ProblemReason.INVALID_PRINCIPAL),
                reasons(
                        builtIn.replace(
                                "Principal\":\"*\"", "Principal\":{\"AWS\":\"111122223333\"}"),
                        PolicyKind.RESOURCE_CONTROL));
    }

    @Test
    void wordsProblemsInOneLowerCaseClause() {
        var problem = problems(
                        statement("\"Action\":\"Decrypt\",\"Resource\":\"*\""), PolicyKind.IDENTITY)
                .getFirst();
        assertEquals("the action `Decrypt` names no service", problem.message());
        assertEquals("1:64: " + problem.message(), problem.toString());
        assertEquals(problem.message().substring(0, 1).toLowerCase(Locale.ROOT), "t");
    }

    @Test
    void isEqualByKindAndText() throws PolicyException {
        var one = PolicyDocument.parse(KEY_POLICY, PolicyKind.KEY_POLICY);
        var same = PolicyDocument.parse(KEY_POLICY, PolicyKind.KEY_POLICY);
        assertEquals(one, same);
        assertEquals(one.hashCode(), same.hashCode());
    }
}
