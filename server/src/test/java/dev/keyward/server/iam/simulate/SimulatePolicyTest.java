package dev.keyward.server.iam.simulate;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.struct;
import static dev.keyward.server.iam.TestingIam.tag;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.authorize.Caller;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.iam.TestingIam.PagedList;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Document;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The answers of AWS's own documents, and what they leave open. */
final class SimulatePolicyTest {

    private static final String BOB = arn("user/bob");
    private static final String BUCKET = "arn:aws:s3:::production/Test";
    private static final String AFTER_A_DATE = "{\"Version\":\"2012-10-17\",\"Statement\":{"
            + "\"Effect\":\"Allow\",\"Action\":\"dynamodb:*\",\"Resource\":\"*\",\"Condition\":{"
            + "\"DateGreaterThan\":{\"aws:CurrentTime\":\"2018-08-16T12:00:00Z\"}}}}";

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private static String policy(String effect, String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect
                + "\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}}";
    }

    private static String bucketPolicy(String user) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"AWS\":\"" + user + "\"},\"Action\":[\"s3:List*\",\"s3:Put*\"],"
                + "\"Resource\":\"arn:aws:s3:::production/*\"}}";
    }

    private Struct custom(String policy, String action, Object... more) {
        return only(
                "SimulateCustomPolicy",
                List.of("PolicyInputList", list(policy), "ActionNames", list(action)),
                more);
    }

    private Struct ofBob(String action, Object... more) {
        return only(
                "SimulatePrincipalPolicy",
                List.of("PolicySourceArn", BOB, "ActionNames", list(action)),
                more);
    }

    private Struct only(String operation, List<Object> members, Object... more) {
        var all = new ArrayList<>(members);
        all.addAll(List.of(more));
        var answer = iam.call(operation, all.toArray());
        assertFalse(answer.flag("IsTruncated"));
        assertEquals(1, answer.structs("EvaluationResults").size());
        return answer.structs("EvaluationResults").getFirst();
    }

    private static void assertDecision(String decision, Struct result) {
        assertEquals(decision, result.requiredText("EvalDecision"));
    }

    private static List<String> matched(Struct result) {
        return texts(result, "MatchedStatements", "SourcePolicyId");
    }

    private static Optional<Boolean> allowedByBoundary(Struct result) {
        return result.struct("PermissionsBoundaryDecisionDetail")
                .flatMap(detail -> detail.bool("AllowedByPermissionsBoundary"));
    }

    private static Document entry(String name, String type, Object... values) {
        return list(struct(
                "ContextKeyName", name, "ContextKeyType", type, "ContextKeyValues", list(values)));
    }

    private void putOwnPolicy(String policy) {
        iam.call("PutUserPolicy", "UserName", "bob", "PolicyName", "own", "PolicyDocument", policy);
    }

    @Test
    void tellsTheStatementThatAllowsAndWhereItStands() {
        var late = entry("aws:CurrentTime", "date", "2019-04-25T11:00:00Z");
        var result = custom(AFTER_A_DATE, "dynamodb:CreateBackup", "ContextEntries", late);
        assertEquals("dynamodb:CreateBackup", result.requiredText("EvalActionName"));
        assertEquals("*", result.requiredText("EvalResourceName"));
        assertDecision("allowed", result);
        assertEquals(
                List.of(struct(
                        "SourcePolicyId",
                        "PolicyInputList.1",
                        "SourcePolicyType",
                        "IAM Policy",
                        "StartPosition",
                        struct("Line", 1, "Column", 38),
                        "EndPosition",
                        struct("Line", 1, "Column", 167))),
                result.structs("MatchedStatements"));
        assertEquals(List.of(), result.texts("MissingContextValues"));
        for (var absent : List.of(
                "EvalDecisionDetails",
                "ResourceSpecificResults",
                "PermissionsBoundaryDecisionDetail",
                "OrganizationsDecisionDetail")) {
            assertFalse(result.has(absent), absent);
        }
    }

    @Test
    void tellsAConditionThatFailsFromOneThatLacksItsKey() {
        var early = entry("aws:CurrentTime", "date", "2018-04-25T11:00:00Z");
        var failed = custom(AFTER_A_DATE, "dynamodb:CreateBackup", "ContextEntries", early);
        assertDecision("implicitDeny", failed);
        assertEquals(List.of(), matched(failed));
        assertEquals(List.of(), failed.texts("MissingContextValues"));
        var without = custom(AFTER_A_DATE, "dynamodb:CreateBackup");
        assertDecision("implicitDeny", without);
        assertEquals(List.of("aws:CurrentTime"), without.texts("MissingContextValues"));
        var onArn = custom(AFTER_A_DATE, "dynamodb:X", "ResourceArns", list(BUCKET));
        assertEquals(List.of(), onArn.texts("MissingContextValues"));
        var specific = onArn.structs("ResourceSpecificResults").getFirst();
        assertEquals(List.of("aws:CurrentTime"), specific.texts("MissingContextValues"));
    }

    @Test
    void aResourcesPolicyThatNamesTheUserIsEnoughInItsAccount() {
        var result = custom(
                policy("Allow", "iam:*", "*"),
                "s3:PutObject",
                "PermissionsBoundaryPolicyInputList",
                list(policy("Allow", "iam:*", "*")),
                "ResourcePolicy",
                bucketPolicy(arn("user/mateo")),
                "ResourceOwner",
                arn("root"),
                "CallerArn",
                arn("user/mateo"),
                "ResourceArns",
                list(BUCKET));
        assertDecision("allowed", result);
        assertEquals(List.of("ResourcePolicy"), matched(result));
        assertEquals(
                List.of("Resource Policy"), texts(result, "MatchedStatements", "SourcePolicyType"));
        assertEquals(Optional.of(Struct.empty()), result.struct("EvalDecisionDetails"));
        assertEquals(Optional.of(false), allowedByBoundary(result));
        var specific = result.structs("ResourceSpecificResults").getFirst();
        assertEquals("allowed", specific.requiredText("EvalResourceDecision"));
        assertEquals(BUCKET, specific.requiredText("EvalResourceName"));
        assertEquals(List.of("ResourcePolicy"), matched(specific));
        assertFalse(specific.has("EvalDecisionDetails"));
    }

    @Test
    void betweenTwoAccountsEachKindOfPolicySaysItsWord() {
        iam.createUser("bob");
        var result = ofBob(
                "s3:PutObject",
                "PermissionsBoundaryPolicyInputList",
                list(policy("Allow", "iam:*", "*")),
                "ResourcePolicy",
                bucketPolicy(BOB),
                "ResourceOwner",
                "arn:aws:iam::444455556666:root",
                "ResourceArns",
                list(BUCKET));
        assertDecision("implicitDeny", result);
        assertEquals(List.of(), matched(result));
        var details = Optional.of(struct(
                "IAM Policy",
                "implicitDeny",
                "Resource Policy",
                "allowed",
                "Permissions Boundary Policy",
                "implicitDeny"));
        assertEquals(details, result.struct("EvalDecisionDetails"));
        var specific = result.structs("ResourceSpecificResults").getFirst();
        assertEquals(details, specific.struct("EvalDecisionDetails"));
        assertEquals(List.of("ResourcePolicy"), matched(specific));
    }

    @Test
    void aPrincipalHasItsOwnPoliciesThoseOfItsGroupsAndThoseGiven() {
        iam.createUser("bob");
        iam.call("CreateGroup", "GroupName", "staff");
        iam.call("AddUserToGroup", "GroupName", "staff", "UserName", "bob");
        putOwnPolicy(policy("Allow", "kms:Encrypt", "*"));
        var admin = "arn:aws:iam::aws:policy/AdministratorAccess";
        iam.call("AttachUserPolicy", "UserName", "bob", "PolicyArn", admin);
        iam.call(
                "PutGroupPolicy",
                "GroupName",
                "staff",
                "PolicyName",
                "all",
                "PolicyDocument",
                policy("Allow", "kms:Decrypt", "*"));
        assertEquals(List.of("user_bob_own", "AdministratorAccess"), matched(ofBob("kms:Encrypt")));
        var more = list(policy("Allow", "kms:Decrypt", "*"));
        assertEquals(
                List.of("AdministratorAccess", "group_staff_all", "PolicyInputList.1"),
                matched(ofBob("kms:Decrypt", "PolicyInputList", more)));
        var denied =
                ofBob("kms:Decrypt", "PolicyInputList", list(policy("Deny", "kms:Decrypt", "*")));
        assertDecision("explicitDeny", denied);
        assertEquals(List.of("PolicyInputList.1"), matched(denied));
    }

    /** AWS's policy and one of the account may have the same name. */
    @Test
    void tellsPoliciesOfOneNameApart() {
        iam.createUser("bob");
        var name = "AdministratorAccess";
        var own = iam.call(
                        "CreatePolicy",
                        "PolicyName",
                        name,
                        "PolicyDocument",
                        "\n" + policy("Allow", "kms:ListKeys", "*"))
                .struct("Policy")
                .orElseThrow()
                .requiredText("Arn");
        for (var arn : List.of("arn:aws:iam::aws:policy/" + name, own)) {
            iam.call("AttachUserPolicy", "UserName", "bob", "PolicyArn", arn);
        }
        var statements = ofBob("kms:ListKeys").structs("MatchedStatements");
        assertEquals(
                List.of(name, name),
                statements.stream()
                        .map(statement -> statement.requiredText("SourcePolicyId"))
                        .toList());
        assertTrue(statements.stream()
                .anyMatch(statement -> statement
                        .struct("StartPosition")
                        .equals(Optional.of(struct("Line", 2, "Column", 38)))));
    }

    @Test
    void aPrincipalsBoundaryCapsUnlessAnotherIsGiven() {
        iam.createUser("bob");
        putOwnPolicy(policy("Allow", "*", "*"));
        assertEquals(Optional.empty(), allowedByBoundary(ofBob("kms:CreateKey")));
        iam.call(
                "PutUserPermissionsBoundary",
                "UserName",
                "bob",
                "PermissionsBoundary",
                iam.call(
                                "CreatePolicy",
                                "PolicyName",
                                "narrow",
                                "PolicyDocument",
                                policy("Allow", "s3:*", "*"))
                        .struct("Policy")
                        .orElseThrow()
                        .requiredText("Arn"));
        var capped = ofBob("kms:CreateKey");
        assertDecision("implicitDeny", capped);
        assertEquals(Optional.of(false), allowedByBoundary(capped));
        var all = list(policy("Allow", "*", "*"));
        var wide = ofBob("kms:CreateKey", "PermissionsBoundaryPolicyInputList", all);
        assertDecision("allowed", wide);
        assertEquals(Optional.of(true), allowedByBoundary(wide));
        assertEquals(List.of("user_bob_own"), matched(wide));
    }

    @Test
    void knowsOfTheCallerWhatItsArnAndItsTagsTell() {
        iam.call("CreateUser", "UserName", "bob", "Tags", list(tag("team", "blue")));
        var alias = "arn:aws:kms:eu-central-1:123456789012:alias/";
        var byName = list(policy("Allow", "kms:DeleteAlias", alias + "${aws:username}"));
        var named = list(alias + "bob");
        assertDecision(
                "allowed",
                ofBob("kms:DeleteAlias", "PolicyInputList", byName, "ResourceArns", named));
        var byTag = list(policy("Allow", "kms:ListKeys", "*")
                .replace(
                        "}}",
                        ",\"Condition\":{\"StringEquals\":"
                                + "{\"aws:PrincipalTag/team\":\"blue\"}}}}"));
        assertDecision("allowed", ofBob("kms:ListKeys", "PolicyInputList", byTag));
        var red = entry("aws:PrincipalTag/team", "string", "red");
        assertDecision(
                "implicitDeny",
                ofBob("kms:ListKeys", "PolicyInputList", byTag, "ContextEntries", red));
    }

    @Test
    void aKeysPolicyDecidesAsForKeysWhereItIsGiven() {
        iam.createUser("bob");
        putOwnPolicy(policy("Allow", "kms:Decrypt", "*"));
        var key = list("arn:aws:kms:eu-central-1:123456789012:key/k1");
        assertDecision("allowed", ofBob("kms:Decrypt", "ResourceArns", key));
        for (var principal : List.of(arn("root"), arn("user/alice"))) {
            var keyPolicy = bucketPolicy(principal)
                    .replace("[\"s3:List*\",\"s3:Put*\"]", "\"kms:*\"")
                    .replace("arn:aws:s3:::production/*", "*");
            assertDecision(
                    principal.endsWith("root") ? "allowed" : "implicitDeny",
                    ofBob("kms:Decrypt", "ResourceArns", key, "ResourcePolicy", keyPolicy));
        }
    }

    @Test
    void everyActionIsEvaluatedOnEveryResourcePageByPage() {
        iam.assertPages(
                List.of("s3:A", "s3:A", "s3:B", "s3:B"),
                new PagedList("SimulateCustomPolicy", "EvaluationResults", "EvalActionName"),
                "PolicyInputList",
                list(policy("Allow", "s3:*", "*")),
                "ActionNames",
                list("s3:A", "s3:B"),
                "ResourceArns",
                list("arn:aws:s3:::a", "arn:aws:s3:::b"));
    }

    @Test
    void aPageEndsWhereItsResultsBecomeTooMuch() {
        var statement = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";
        var large = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + String.join(",", Collections.nCopies(1_500, statement)) + "]}";
        var actions = IntStream.range(0, 50).mapToObj(n -> "s3:A" + n).toArray();
        var first = iam.call(
                "SimulateCustomPolicy",
                "PolicyInputList",
                list(large),
                "ActionNames",
                list(actions));
        assertTrue(first.flag("IsTruncated"));
        assertEquals(20, first.structs("EvaluationResults").size());
        var second = iam.call(
                "SimulateCustomPolicy",
                "PolicyInputList",
                list(large),
                "ActionNames",
                list(actions),
                "Marker",
                first.requiredText("Marker"));
        assertEquals(
                "s3:A20",
                second.structs("EvaluationResults").getFirst().requiredText("EvalActionName"));
    }

    private void refuses(String message, String member, Object value) {
        iam.refuses(
                "InvalidInput",
                message,
                "SimulateCustomPolicy",
                "PolicyInputList",
                list(policy("Allow", "*", "*")),
                "ActionNames",
                list("kms:ListKeys"),
                member,
                value);
    }

    @Test
    void refusesWhatCannotBeSimulated() {
        refuses(
                "ResourceNames are not in a valid ARN format: 14a050d4.",
                "ResourceArns",
                list("14a050d4"));
        refuses(
                "'123456789012' is not a valid as a Resource Owner.",
                "ResourceOwner",
                "123456789012");
        var policy = bucketPolicy(BOB);
        refuses("a ResourcePolicy needs the CallerArn of a user", "ResourcePolicy", policy);
        var role = arn("role/ops");
        refuses("the CallerArn " + role + " is not that of a user", "CallerArn", role);
        refuses(
                "PermissionsBoundaryPolicyInputList has 2 policies, at most 1 is allowed",
                "PermissionsBoundaryPolicyInputList",
                list(policy("Allow", "*", "*"), policy("Allow", "*", "*")));
        refuses(
                "the context key aws:SourceIp of type ip has 2 values, not one",
                "ContextEntries",
                entry("aws:SourceIp", "ip", "10.0.0.1", "10.0.0.2"));
        for (var action : List.of("kms", "kms:*", ":Decrypt", "kms:Decrypt:x")) {
            var text = "the action " + action + " is not the name of one, as iam:GetUser is";
            refuses(text, "ActionNames", list(action));
        }
    }

    @Test
    void refusesASourceThatIsNoneOrIsNotThere() {
        for (var source : List.of(
                "arn:aws:sts::123456789012:assumed-role/ops/s1", arn("policy/x"), arn("root"))) {
            var text = "Invalid Entity Arn: " + source
                    + " does not clearly define entity type and name.";
            refusesSource("InvalidInput", text, source);
        }
        iam.call("CreateUser", "UserName", "bob", "Path", "/eu/");
        for (var source : List.of(BOB, arn("user/eu/BOB"), arn("user/none"))) {
            var name = source.substring(source.lastIndexOf('/') + 1);
            refusesSource(
                    "NoSuchEntity", "The user with name " + name + " cannot be found.", source);
        }
    }

    private void refusesSource(String code, String message, String source) {
        iam.refuses(
                code,
                message,
                "SimulatePrincipalPolicy",
                "PolicySourceArn",
                source,
                "ActionNames",
                list("kms:ListKeys"));
    }

    @Test
    void showsNobodysPoliciesToThoseWhoMayNotAsk() {
        iam.createUser("bob");
        var eve = iam.keyward().user("eve");
        for (var source : List.of(BOB, arn("user/none"))) {
            assertDenied(eve, source);
        }
        iam.keyward().allow(eve, policy("Allow", "iam:SimulatePrincipalPolicy", BOB));
        assertTrue(simulate(eve, BOB).has("EvaluationResults"));
        iam.keyward().allow(eve, policy("Allow", "*", "*"));
        assertDenied(eve, "arn:aws:iam::210987654321:user/bob");
    }

    private Struct simulate(Caller caller, String source) {
        var actions = list("kms:ListKeys");
        return iam.callAs(
                caller,
                "SimulatePrincipalPolicy",
                "PolicySourceArn",
                source,
                "ActionNames",
                actions);
    }

    private void assertDenied(Caller caller, String source) {
        var refused = assertThrows(ServiceException.class, () -> simulate(caller, source));
        assertEquals(CommonError.ACCESS_DENIED, refused.code());
    }

    @Test
    void listsTheKeysThatPoliciesGoByEachOnce() {
        iam.createUser("bob");
        putOwnPolicy(AFTER_A_DATE);
        var given = list("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                + "\"Action\":\"dynamodb:*\",\"Resource\":"
                + "\"arn:aws:dynamodb:us-west-2:123456789012:table/${aws:username}\","
                + "\"Condition\":{\"DateGreaterThan\":"
                + "{\"aws:CurrentTime\":\"2018-08-16T12:00:00Z\"},\"StringLike\":"
                + "{\"AWS:UserName\":\"${aws:PrincipalTag/team, 'none'}${*}\"}}}}");
        assertEquals(
                List.of("aws:username", "aws:CurrentTime", "aws:PrincipalTag/team"),
                keys("GetContextKeysForCustomPolicy", "PolicyInputList", given));
        var ofBob = "GetContextKeysForPrincipalPolicy";
        assertEquals(List.of("aws:CurrentTime"), keys(ofBob, "PolicySourceArn", BOB));
        assertEquals(
                List.of("aws:CurrentTime", "aws:username", "aws:PrincipalTag/team"),
                keys(ofBob, "PolicySourceArn", BOB, "PolicyInputList", given));
    }

    private List<String> keys(String operation, Object... members) {
        return iam.call(operation, members).texts("ContextKeyNames");
    }
}
