package dev.keyward.server.iam;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may administer what, with IAM's words where they may not. */
final class IamAuthorizationTest {

    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

    private final TestingIam iam = new TestingIam();
    private final Caller eve = iam.keyward().user("eve");

    @BeforeEach
    void makeBob() {
        iam.createUser("bob");
    }

    @AfterEach
    void close() {
        iam.close();
    }

    private void denies(String action, String resource, String operation, Object... members) {
        iam.refusesTo(
                eve,
                "AccessDenied",
                "User: " + arn("user/eve") + " is not authorized to perform: " + action
                        + " on resource: " + resource
                        + " because no identity-based policy allows the " + action + " action",
                operation,
                members);
    }

    private void allow(String action, String resource, String condition) {
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "%s",
                  "Resource": "%s", "Condition": {%s}}}""".formatted(action, resource, condition));
    }

    @Test
    void namesTheResourceAsIamDoes() {
        denies("iam:GetUser", "user bob", "GetUser", "UserName", "bob");
        denies("iam:GetUser", "user none", "GetUser", "UserName", "none");
        denies("iam:ListUsers", arn("user/"), "ListUsers");
        denies("iam:ListRoles", arn("role/eu/"), "ListRoles", "PathPrefix", "/eu/");
        denies("iam:ListPolicies", "policy path /", "ListPolicies");
        denies(
                "iam:CreateUser",
                arn("user/eu/new"),
                "CreateUser",
                "UserName",
                "new",
                "Path",
                "/eu/");
        denies("iam:GetPolicy", "policy " + ADMINISTRATOR, "GetPolicy", "PolicyArn", ADMINISTRATOR);
        denies("iam:GetAccountSummary", "*", "GetAccountSummary");
    }

    @Test
    void goesByTheEntitysPathWhichTheRequestDoesNotTell() {
        iam.call("CreateUser", "UserName", "carol", "Path", "/eu/");
        allow("iam:GetUser", arn("user/eu/*"), "");

        iam.callAs(eve, "GetUser", "UserName", "carol");
        denies("iam:GetUser", "user bob", "GetUser", "UserName", "bob");
    }

    @Test
    void goesByTheNameAsItIsWrittenNotAsItIsAskedFor() {
        allow("iam:GetUser", arn("user/BOB"), "");

        denies("iam:GetUser", "user BOB", "GetUser", "UserName", "BOB");
    }

    @Test
    void letsUsersSeeThemselvesWithAVariable() {
        allow("iam:GetUser", "arn:aws:iam::*:user/${aws:username}", "");

        assertEquals(
                "eve",
                iam.callAs(eve, "GetUser").struct("User").orElseThrow().requiredText("UserName"));
        denies("iam:GetUser", "user bob", "GetUser", "UserName", "bob");
    }

    @Test
    void countsTheTagsOfTheEntityAndOfTheRequest() {
        iam.call("TagUser", "UserName", "bob", "Tags", list(tag("team", "blue")));
        allow(
                "iam:TagUser",
                "*",
                "\"StringEquals\": {\"iam:ResourceTag/team\": \"blue\","
                        + " \"aws:RequestTag/cost\": \"1\"}");

        denies(
                "iam:TagUser",
                "user bob",
                "TagUser",
                "UserName",
                "bob",
                "Tags",
                list(tag("cost", "2")));
        denies(
                "iam:TagUser",
                "user eve",
                "TagUser",
                "UserName",
                "eve",
                "Tags",
                list(tag("cost", "1")));
        iam.callAs(eve, "TagUser", "UserName", "bob", "Tags", list(tag("cost", "1")));
    }

    @Test
    void limitsWhichPoliciesMayBeAttached() {
        var harmless = iam.createPolicy("harmless");
        allow(
                "iam:AttachUserPolicy",
                "*",
                "\"ArnEquals\": {\"iam:PolicyARN\": \"" + harmless + "\"}");

        denies(
                "iam:AttachUserPolicy",
                "user eve",
                "AttachUserPolicy",
                "UserName",
                "eve",
                "PolicyArn",
                ADMINISTRATOR);
        iam.callAs(eve, "AttachUserPolicy", "UserName", "eve", "PolicyArn", harmless);
    }

    @Test
    void limitsAdministrationToWhoIsBounded() {
        var limit = iam.createPolicy("limit");
        var condition = "\"StringEquals\": {\"iam:PermissionsBoundary\": \"" + limit + "\"}";
        allow("iam:CreateUser", "*", condition);
        allow("iam:*UserPolicy", "*", condition);
        allow("iam:*UserPermissionsBoundary", "*", condition);

        denies("iam:CreateUser", arn("user/free"), "CreateUser", "UserName", "free");
        iam.callAs(eve, "CreateUser", "UserName", "kept", "PermissionsBoundary", limit);
        Object[] policyForBob = {
            "UserName", "bob", "PolicyName", "own", "PolicyDocument", TestingIam.DOCUMENT
        };
        denies("iam:PutUserPolicy", "user bob", "PutUserPolicy", policyForBob);
        policyForBob[1] = "kept";
        iam.callAs(eve, "PutUserPolicy", policyForBob);
        denies(
                "iam:PutUserPermissionsBoundary",
                "user kept",
                "PutUserPermissionsBoundary",
                "UserName",
                "kept",
                "PermissionsBoundary",
                ADMINISTRATOR);
        denies(
                "iam:DeleteUserPermissionsBoundary",
                "user bob",
                "DeleteUserPermissionsBoundary",
                "UserName",
                "bob");
    }

    @Test
    void asksForBothNamesWhenOneIsChanged() {
        allow("iam:UpdateUser", arn("user/bob"), "");

        denies(
                "iam:UpdateUser",
                arn("user/admins/bob"),
                "UpdateUser",
                "UserName",
                "bob",
                "NewPath",
                "/admins/");
    }

    @Test
    void givesAtOnceWhatIsAttachedJoinedOrPutInForceAndTakesItAtOnce() {
        iam.call("AttachUserPolicy", "UserName", "eve", "PolicyArn", ADMINISTRATOR);
        iam.callAs(eve, "GetUser", "UserName", "bob");
        iam.call("DetachUserPolicy", "UserName", "eve", "PolicyArn", ADMINISTRATOR);
        denies("iam:GetUser", "user bob", "GetUser", "UserName", "bob");

        iam.call("CreateGroup", "GroupName", "admins");
        iam.call("AttachGroupPolicy", "GroupName", "admins", "PolicyArn", ADMINISTRATOR);
        iam.call("AddUserToGroup", "GroupName", "admins", "UserName", "eve");
        iam.callAs(eve, "GetUser", "UserName", "bob");
        iam.call("RemoveUserFromGroup", "GroupName", "admins", "UserName", "eve");
        denies("iam:GetUser", "user bob", "GetUser", "UserName", "bob");

        var own = iam.createPolicy("own");
        iam.call("AttachUserPolicy", "UserName", "eve", "PolicyArn", own);
        iam.call(
                "CreatePolicyVersion",
                "PolicyArn",
                own,
                "PolicyDocument",
                TestingIam.DOCUMENT.replace("kms:ListKeys", "iam:GetUser"));
        denies("iam:GetUser", "user bob", "GetUser", "UserName", "bob");
        iam.call("SetDefaultPolicyVersion", "PolicyArn", own, "VersionId", "v2");
        iam.callAs(eve, "GetUser", "UserName", "bob");
    }

    @Test
    void givesNothingToANewUserOfAnOldName() {
        iam.call("AttachUserPolicy", "UserName", "bob", "PolicyArn", ADMINISTRATOR);
        iam.call("DetachUserPolicy", "UserName", "bob", "PolicyArn", ADMINISTRATOR);
        iam.call("DeleteUser", "UserName", "bob");
        var second = iam.keyward().user("bob");

        iam.refusesTo(
                second,
                "AccessDenied",
                "User: " + arn("user/bob") + " is not authorized to perform: iam:ListGroups on"
                        + " resource: " + arn("group/")
                        + " because no identity-based policy allows the iam:ListGroups action",
                "ListGroups");
    }

    @Test
    void letsNoNewUserOfAnOldNameAssumeARoleThatTrustedTheOldOne() {
        var first = iam.keyward().user("dave");
        iam.call("CreateRole", "RoleName", "ops", "AssumeRolePolicyDocument", """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole"}}""".formatted(
                        arn("user/dave")));
        var request = TestingIam.struct("RoleArn", arn("role/ops"), "RoleSessionName", "work");
        iam.keyward().as(first).sts("AssumeRole", request);

        iam.call("DeleteUser", "UserName", "dave");
        var second = iam.keyward().user("dave");

        TestingKeyward.assertRefused(
                "AccessDenied",
                "User: " + arn("user/dave") + " is not authorized to perform: sts:AssumeRole on"
                        + " resource: " + arn("role/ops"),
                () -> iam.keyward().as(second).sts("AssumeRole", request));
    }

    @Test
    void refusesPoliciesOfOtherAccounts() {
        allow("iam:*", "*", "");
        var foreign = "arn:aws:iam::210987654321:policy/theirs";

        iam.refuses(
                "NoSuchEntity",
                "Policy " + foreign + " does not exist or is not attachable.",
                "AttachUserPolicy",
                "UserName",
                "bob",
                "PolicyArn",
                foreign);
        iam.refusesTo(
                eve,
                "AccessDenied",
                "User: " + arn("user/eve") + " is not authorized to perform: iam:DeletePolicy on"
                        + " this resource because no resource-based policy allows the iam:DeletePolicy action",
                "DeletePolicy",
                "PolicyArn",
                foreign);
    }
}
