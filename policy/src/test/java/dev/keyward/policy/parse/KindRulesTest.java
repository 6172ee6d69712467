package dev.keyward.policy.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.policy.PolicyKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each kind of policy must and must not have, element by element. The columns are identity policy,
 * boundary, session policy, key policy, trust policy, endpoint policy, service control and resource
 * control policy; a hyphen means that the element is accepted.
 */
final class KindRulesTest {

    private static final List<PolicyKind> COLUMNS = List.of(
            PolicyKind.IDENTITY,
            PolicyKind.PERMISSIONS_BOUNDARY,
            PolicyKind.SESSION,
            PolicyKind.KEY_POLICY,
            PolicyKind.TRUST,
            PolicyKind.VPC_ENDPOINT,
            PolicyKind.SERVICE_CONTROL,
            PolicyKind.RESOURCE_CONTROL);

    private static final String ABSENT = "absent";

    /** A statement that its kind accepts. */
    private static Map<String, String> statement(PolicyKind kind) {
        var elements = new LinkedHashMap<String, String>();
        elements.put("Effect", kind == PolicyKind.RESOURCE_CONTROL ? "\"Deny\"" : "\"Allow\"");
        elements.put("Action", kind == PolicyKind.TRUST ? "\"sts:AssumeRole\"" : "\"kms:Decrypt\"");
        if (kind != PolicyKind.TRUST) {
            elements.put("Resource", "\"*\"");
        }
        switch (kind) {
            case KEY_POLICY, TRUST, VPC_ENDPOINT, RESOURCE_CONTROL ->
                elements.put("Principal", "\"*\"");
            case IDENTITY, PERMISSIONS_BOUNDARY, SESSION, SERVICE_CONTROL -> {
                // These are attached to their principal.
            }
            case GRANT -> throw new IllegalArgumentException("no document");
        }
        return elements;
    }

    private static String document(List<Map<String, String>> statements) {
        return statements.stream()
                .map(statement -> statement.entrySet().stream()
                        .map(element -> "\"" + element.getKey() + "\":" + element.getValue())
                        .collect(Collectors.joining(",", "{", "}")))
                .collect(Collectors.joining(
                        ",", "{\"Version\":\"2012-10-17\",\"Id\":\"any\",\"Statement\":[", "]}"));
    }

    private static String reasons(PolicyKind kind, List<Map<String, String>> statements) {
        try {
            PolicyDocument.parse(document(statements), kind);
            return "-";
        } catch (PolicyException refused) {
            return refused.problems().stream()
                    .map(problem -> problem.reason().name())
                    .distinct()
                    .collect(Collectors.joining(" "));
        }
    }

    @Test
    void eachKindAcceptsItsPlainStatementAndAnId() {
        for (var kind : COLUMNS) {
            assertEquals("-", reasons(kind, List.of(statement(kind))), kind.name());
        }
    }

    /** Puts elements into the plain statement, or takes them out, and expects a reason for each kind. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Principal="*"                                            | PRINCIPAL_FORBIDDEN | -
                    Principal={"AWS":"111122223333"}                         | PRINCIPAL_FORBIDDEN | - - - INVALID_PRINCIPAL
                    Principal={"Service":"s3.amazonaws.com"}                 | PRINCIPAL_FORBIDDEN | - - - INVALID_PRINCIPAL
                    Principal={"Federated":"accounts.google.com"}            | PRINCIPAL_FORBIDDEN | INVALID_PRINCIPAL - INVALID_PRINCIPAL INVALID_PRINCIPAL
                    Principal={"CanonicalUser":"79a59df900b949e5"}           | PRINCIPAL_FORBIDDEN | INVALID_PRINCIPAL INVALID_PRINCIPAL INVALID_PRINCIPAL INVALID_PRINCIPAL
                    Principal={}                                             | PRINCIPAL_FORBIDDEN | MISSING_PRINCIPAL
                    Principal=absent                                         | -                   | MISSING_PRINCIPAL
                    Principal=absent NotPrincipal={"AWS":"111122223333"}     | PRINCIPAL_FORBIDDEN | - PRINCIPAL_FORBIDDEN - PRINCIPAL_FORBIDDEN,INVALID_PRINCIPAL
                    Principal="*" NotPrincipal="*"                           | PRINCIPAL_FORBIDDEN,CONFLICTING_ELEMENTS | CONFLICTING_ELEMENTS PRINCIPAL_FORBIDDEN,CONFLICTING_ELEMENTS CONFLICTING_ELEMENTS PRINCIPAL_FORBIDDEN,CONFLICTING_ELEMENTS
                    """)
    void principals(String change, String ofPrincipals, String ofResources) {
        var expected = new ArrayList<>(List.of(ofPrincipals, ofPrincipals, ofPrincipals));
        var resources = ofResources.split(" ", -1);
        for (var index = 0; index < 4; index++) {
            expected.add(resources.length == 1 ? resources[0] : resources[index]);
        }
        expected.add(6, ofPrincipals);
        check(change, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Resource="*"                            | -                    | -                  | RESOURCE_FORBIDDEN
                    Resource=["arn:aws:kms:*:*:key/*","*"]  | -                    | -                  | RESOURCE_FORBIDDEN
                    Resource="key/1"                        | RESOURCE_NOT_ARN     | RESOURCE_NOT_ARN   | RESOURCE_FORBIDDEN
                    Resource=absent                         | MISSING_RESOURCE     | -                  | -
                    Resource=[]                             | MISSING_RESOURCE     | -                  | RESOURCE_FORBIDDEN
                    Resource=absent NotResource="*"         | -                    | -                  | RESOURCE_FORBIDDEN
                    Resource="*" NotResource="*"            | CONFLICTING_ELEMENTS | CONFLICTING_ELEMENTS | RESOURCE_FORBIDDEN,CONFLICTING_ELEMENTS
                    Action=absent                           | MISSING_ACTION       | -                  | MISSING_ACTION
                    Action=[]                               | MISSING_ACTION       | -                  | MISSING_ACTION
                    Action="*"                              | -                    | -                  | ACTION_NOT_OF_STS
                    Action="sts:*"                          | -                    | -                  | -
                    Action="Decrypt"                        | ACTION_WITHOUT_VENDOR | ACTION_WITHOUT_VENDOR | ACTION_NOT_OF_STS
                    Action="*:Decrypt"                      | INVALID_VENDOR       | INVALID_VENDOR     | ACTION_NOT_OF_STS
                    Action="${aws:username}:Decrypt"        | ACTION_WITH_SEVERAL_COLONS | ACTION_WITH_SEVERAL_COLONS | ACTION_NOT_OF_STS
                    Effect=absent                           | MISSING_EFFECT       | MISSING_EFFECT     | MISSING_EFFECT
                    Effect="Deny"                           | -                    | -                  | -
                    Effect="deny"                           | INVALID_EFFECT       | INVALID_EFFECT     | INVALID_EFFECT
                    Effect="DENY"                           | INVALID_EFFECT       | INVALID_EFFECT     | INVALID_EFFECT
                    effect="Deny"                           | UNKNOWN_ELEMENT      | UNKNOWN_ELEMENT    | UNKNOWN_ELEMENT
                    Condition={}                            | -                    | -                  | -
                    Condition={"Bool":{"aws:SecureTransport":true}} | -            | -                  | -
                    Condition={"NumericLessThan":{"aws:MultiFactorAuthAge":[300,"3.5"]}} | - | -          | -
                    Condition={"Bools":{"aws:SecureTransport":true}} | UNKNOWN_OPERATOR | UNKNOWN_OPERATOR | UNKNOWN_OPERATOR
                    Sid=""                                  | -                    | -                  | -
                    Sid="Abc123"                            | -                    | -                  | -
                    """)
    void otherElements(String change, String others, String ofKeys, String ofTrust) {
        check(change, List.of(others, others, others, ofKeys, ofTrust, others, others, others));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Sid="a-b" | INVALID_SID | -
                    Sid="a_b" | INVALID_SID | -
                    Sid="Übung" | INVALID_SID | -
                    """)
    void sids(String change, String strict, String free) {
        check(change, List.of(strict, strict, strict, free, strict, free, strict, strict));
    }

    private static void check(String change, List<String> expected) {
        for (var index = 0; index < COLUMNS.size(); index++) {
            var kind = COLUMNS.get(index);
            var elements = statement(kind);
            for (var one : change.strip().split(" ", -1)) {
                var equals = one.indexOf('=');
                if (one.substring(equals + 1).equals(ABSENT)) {
                    elements.remove(one.substring(0, equals));
                } else {
                    elements.put(one.substring(0, equals), one.substring(equals + 1));
                }
            }
            assertEquals(
                    expected.get(index).replace(',', ' '),
                    reasons(kind, List.of(elements)),
                    change + " in " + kind);
        }
    }

    @Test
    void statementsOfOneSidAreAcceptedWhereSidsAreFree() {
        for (var kind : COLUMNS) {
            var named = statement(kind);
            named.put("Sid", "\"Same\"");
            var free = kind == PolicyKind.KEY_POLICY || kind == PolicyKind.VPC_ENDPOINT;
            assertEquals(
                    free ? "-" : "DUPLICATE_SID", reasons(kind, List.of(named, named)), "" + kind);
        }
    }

    @Test
    void statementsOfEmptySidsAreNotOfOneSid() {
        for (var kind : COLUMNS) {
            var unnamed = statement(kind);
            unnamed.put("Sid", "\"\"");
            assertEquals("-", reasons(kind, List.of(unnamed, unnamed)), kind.name());
        }
    }

    @Test
    void resourceControlPoliciesNeitherAllowNorNameActionsByWhatTheyAreNot() {
        var allowing = statement(PolicyKind.RESOURCE_CONTROL);
        allowing.put("Effect", "\"Allow\"");
        assertEquals("EFFECT_FORBIDDEN", reasons(PolicyKind.RESOURCE_CONTROL, List.of(allowing)));

        for (var kind : COLUMNS) {
            var excluding = statement(kind);
            excluding.put("NotAction", excluding.remove("Action"));
            assertEquals(
                    kind == PolicyKind.RESOURCE_CONTROL ? "NOT_ACTION_FORBIDDEN" : "-",
                    reasons(kind, List.of(excluding)),
                    kind.name());
            excluding.put("Action", excluding.get("NotAction"));
            assertEquals(
                    kind == PolicyKind.RESOURCE_CONTROL
                            ? "CONFLICTING_ELEMENTS NOT_ACTION_FORBIDDEN"
                            : "CONFLICTING_ELEMENTS",
                    reasons(kind, List.of(excluding)),
                    kind.name());
        }
    }

    @Test
    void grantsAreNoDocuments() {
        assertThrows(
                IllegalArgumentException.class,
                () -> PolicyDocument.parse(
                        document(List.of(statement(PolicyKind.IDENTITY))), PolicyKind.GRANT));
    }
}
