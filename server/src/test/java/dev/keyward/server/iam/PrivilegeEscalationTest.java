package dev.keyward.server.iam;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.struct;
import static dev.keyward.server.iam.TestingIam.tag;
import static dev.keyward.server.kms.TestingKms.allowing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Ways to more rights that are known from AWS, each tried by somebody who has all of KMS's reading and some of
 * IAM, and never what the way needs.
 *
 * <p>Source: the public lists of privilege escalations in AWS IAM; IAM User Guide, "Permissions boundaries for IAM
 * entities" and "Delegating responsibility to others using permissions boundaries".
 */
final class PrivilegeEscalationTest {

    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
    private static final String EVERYTHING = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""";

    private final TestingIam iam = new TestingIam();
    private final Caller eve = iam.keyward().user("eve");

    @BeforeEach
    void makeWhatIsWorthHaving() {
        iam.keyward().allow(eve, allowing("iam:Get*", "iam:List*", "sts:AssumeRole"));
        iam.createUser("admin");
        iam.call("AttachUserPolicy", "UserName", "admin", "PolicyArn", ADMINISTRATOR);
        iam.call("CreateGroup", "GroupName", "admins");
        iam.call("AttachGroupPolicy", "GroupName", "admins", "PolicyArn", ADMINISTRATOR);
        iam.call("CreateGroup", "GroupName", "staff");
        iam.call("AddUserToGroup", "GroupName", "staff", "UserName", "eve");
        iam.createRole("power");
        iam.call("AttachRolePolicy", "RoleName", "power", "PolicyArn", ADMINISTRATOR);
    }

    @AfterEach
    void close() {
        try (iam) {
            // Whatever was tried: she still may not do what an administrator may.
            denied("CreateUser", "UserName", "puppet");
        }
    }

    private static void assertDenied(Executable attempt) {
        var refusal = assertThrows(ServiceException.class, attempt);
        assertEquals(
                CommonError.ACCESS_DENIED, refusal.code(), () -> refusal.text().orElse(""));
    }

    private void denied(Caller caller, String operation, Object... members) {
        assertDenied(() -> iam.callAs(caller, operation, members));
    }

    private void denied(String operation, Object... members) {
        denied(eve, operation, members);
    }

    private static String trust(String principal) {
        return """
               {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                 "Principal": {"AWS": "%s"}, "Action": ["sts:AssumeRole", "sts:TagSession"]}}""".formatted(principal);
    }

    private static Object[] assume(String role, Object... more) {
        var members = new Object[more.length + 4];
        members[0] = "RoleArn";
        members[1] = arn("role/" + role);
        members[2] = "RoleSessionName";
        members[3] = "attack";
        System.arraycopy(more, 0, members, 4, more.length);
        return members;
    }

    private void deniedToAssume(Caller caller, String role, Object... more) {
        assertDenied(() -> iam.keyward().as(caller).sts("AssumeRole", struct(assume(role, more))));
    }

    @Test
    void attachUserPolicyToOneself() {
        denied("AttachUserPolicy", "UserName", "eve", "PolicyArn", ADMINISTRATOR);
        denied("AttachUserPolicy", "UserName", "EVE", "PolicyArn", ADMINISTRATOR);
    }

    @Test
    void attachGroupPolicyToOnesOwnGroup() {
        denied("AttachGroupPolicy", "GroupName", "staff", "PolicyArn", ADMINISTRATOR);
    }

    @Test
    void attachRolePolicyToARoleThatOneMayAssume() {
        iam.call(
                "CreateRole",
                "RoleName",
                "mine",
                "AssumeRolePolicyDocument",
                trust(arn("user/eve")));
        denied("AttachRolePolicy", "RoleName", "mine", "PolicyArn", ADMINISTRATOR);
    }

    @Test
    void putUserPolicyOnOneself() {
        denied("PutUserPolicy", "UserName", "eve", "PolicyName", "p", "PolicyDocument", EVERYTHING);
    }

    @Test
    void putGroupPolicyOnOnesOwnGroup() {
        denied(
                "PutGroupPolicy",
                "GroupName",
                "staff",
                "PolicyName",
                "p",
                "PolicyDocument",
                EVERYTHING);
    }

    @Test
    void putRolePolicyOnARoleThatOneMayAssume() {
        iam.call(
                "CreateRole",
                "RoleName",
                "mine",
                "AssumeRolePolicyDocument",
                trust(arn("user/eve")));
        denied(
                "PutRolePolicy",
                "RoleName",
                "mine",
                "PolicyName",
                "p",
                "PolicyDocument",
                EVERYTHING);
    }

    @Test
    void addUserToGroupOfAdministrators() {
        denied("AddUserToGroup", "GroupName", "admins", "UserName", "eve");
        // The way needs a right on the group, whose user it is does not matter.
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "iam:AddUserToGroup", "Resource": "%s"}}""".formatted(arn("user/eve")));
        denied("AddUserToGroup", "GroupName", "admins", "UserName", "eve");
    }

    @Test
    void createPolicyVersionOfAnAttachedPolicy() {
        var policy = iam.createPolicy("attached");
        iam.call("AttachUserPolicy", "UserName", "eve", "PolicyArn", policy);
        denied(
                "CreatePolicyVersion",
                "PolicyArn",
                policy,
                "PolicyDocument",
                EVERYTHING,
                "SetAsDefault",
                true);
    }

    @Test
    void createPolicyVersionNeedsSetDefaultPolicyVersionOnlyForWhatItPutsInForce() {
        var policy = iam.createPolicy("attached");
        iam.call("AttachUserPolicy", "UserName", "eve", "PolicyArn", policy);
        iam.keyward().allow(eve, allowing("iam:CreatePolicyVersion"));
        // As in AWS one right is enough for both: who has it is an administrator, so that it must
        // be kept.
        iam.callAs(eve, "CreatePolicyVersion", "PolicyArn", policy, "PolicyDocument", EVERYTHING);
        denied("CreateUser", "UserName", "puppet");
        denied("SetDefaultPolicyVersion", "PolicyArn", policy, "VersionId", "v2");
    }

    @Test
    void setDefaultPolicyVersionToOneThatAllowedMore() {
        var policy = iam.call("CreatePolicy", "PolicyName", "once", "PolicyDocument", EVERYTHING)
                .struct("Policy")
                .orElseThrow()
                .requiredText("Arn");
        iam.call(
                "CreatePolicyVersion",
                "PolicyArn",
                policy,
                "PolicyDocument",
                TestingIam.DOCUMENT,
                "SetAsDefault",
                true);
        iam.call("AttachUserPolicy", "UserName", "eve", "PolicyArn", policy);
        denied("SetDefaultPolicyVersion", "PolicyArn", policy, "VersionId", "v1");
        denied("DeletePolicyVersion", "PolicyArn", policy, "VersionId", "v2");
    }

    @Test
    void updateAssumeRolePolicyToTrustOneself() {
        denied(
                "UpdateAssumeRolePolicy",
                "RoleName",
                "power",
                "PolicyDocument",
                trust(arn("user/eve")));
        deniedToAssume(eve, "power");
    }

    @Test
    void passRoleOfMorePowerToAHost() {
        iam.call("CreateInstanceProfile", "InstanceProfileName", "host");
        Object[] passing = {"InstanceProfileName", "host", "RoleName", "power"};
        denied("AddRoleToInstanceProfile", passing);
        iam.keyward().allow(eve, allowing("iam:AddRoleToInstanceProfile"));
        iam.refusesTo(
                eve,
                "AccessDenied",
                "User: " + arn("user/eve") + " is not authorized to perform: iam:PassRole on"
                        + " resource: " + arn("role/power")
                        + " because no identity-based policy allows the iam:PassRole action",
                "AddRoleToInstanceProfile",
                passing);
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:PassRole",
                  "Resource": "*", "Condition": {"StringEquals":
                    {"iam:PassedToService": "lambda.amazonaws.com"}}}}""");
        denied("AddRoleToInstanceProfile", passing);
    }

    @Test
    void createAccessKeyForAnother() {
        denied("CreateAccessKey", "UserName", "admin");
        // To have keys of one's own is no way to those of another.
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:*AccessKey*",
                  "Resource": "arn:aws:iam::*:user/${aws:username}"}}""");
        iam.callAs(eve, "CreateAccessKey");
        denied("CreateAccessKey", "UserName", "admin");
        denied("CreateAccessKey", "UserName", "Admin");
    }

    @Test
    void createOrUpdateLoginProfileOfAnother() {
        denied("CreateLoginProfile", "UserName", "admin", "Password", "known-To-Eve-1");
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:*LoginProfile",
                  "Resource": "arn:aws:iam::*:user/${aws:username}"}}""");
        denied("CreateLoginProfile", "UserName", "admin", "Password", "known-To-Eve-1");
        iam.call("CreateLoginProfile", "UserName", "admin", "Password", "unknown-To-Eve-1");
        denied("UpdateLoginProfile", "UserName", "admin", "Password", "known-To-Eve-1");
    }

    @Test
    void updateAccessKeyOfAnotherThatWasSwitchedOff() {
        var key = iam.call("CreateAccessKey", "UserName", "admin")
                .struct("AccessKey")
                .orElseThrow()
                .requiredText("AccessKeyId");
        iam.call("UpdateAccessKey", "UserName", "admin", "AccessKeyId", key, "Status", "Inactive");
        denied("UpdateAccessKey", "UserName", "admin", "AccessKeyId", key, "Status", "Active");
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:*AccessKey*",
                  "Resource": "arn:aws:iam::*:user/${aws:username}"}}""");
        denied("UpdateAccessKey", "UserName", "admin", "AccessKeyId", key, "Status", "Active");
        // Under her own name it is not her key, and without a name it is its owner's.
        assertThrows(
                ServiceException.class,
                () -> iam.callAs(
                        eve,
                        "UpdateAccessKey",
                        "UserName",
                        "eve",
                        "AccessKeyId",
                        key,
                        "Status",
                        "Active"));
        assertThrows(
                ServiceException.class,
                () -> iam.callAs(eve, "UpdateAccessKey", "AccessKeyId", key, "Status", "Active"));
        assertEquals(
                "Inactive",
                iam.call("ListAccessKeys", "UserName", "admin")
                        .structs("AccessKeyMetadata")
                        .getFirst()
                        .requiredText("Status"));
    }

    @Test
    void takingTheNameOfAnother() {
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:UpdateUser",
                  "Resource": "%s"}}""".formatted(arn("user/eve")));
        denied("UpdateUser", "UserName", "eve", "NewUserName", "puppet");
        denied("UpdateUser", "UserName", "eve", "NewPath", "/admins/");
        denied("UpdateUser", "UserName", "admin", "NewUserName", "gone");
    }

    @Test
    void tagUserForRightsThatGoByTags() {
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "iam:CreateGroup", "Resource": "*",
                   "Condition": {"StringEquals": {"aws:PrincipalTag/team": "admins"}}},
                  {"Effect": "Allow", "Action": "iam:TagUser", "Resource": "*",
                   "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["cost"]}}}]}""");
        denied("CreateGroup", "GroupName", "mine");
        denied("TagUser", "UserName", "eve", "Tags", list(tag("team", "admins")));
        denied("TagUser", "UserName", "eve", "Tags", list(tag("cost", "1"), tag("team", "admins")));
        denied("TagUser", "UserName", "eve", "Tags", list(tag("Team", "admins")));
        iam.callAs(eve, "TagUser", "UserName", "eve", "Tags", list(tag("cost", "1")));
        denied("CreateGroup", "GroupName", "mine");
    }

    @Test
    void tagRoleThatOneMayAssumeForRightsThatGoByTags() {
        iam.call(
                "CreateRole",
                "RoleName",
                "mine",
                "AssumeRolePolicyDocument",
                trust(arn("user/eve")));
        denied("TagRole", "RoleName", "mine", "Tags", list(tag("team", "admins")));
        denied("UntagRole", "RoleName", "mine", "TagKeys", list("team"));
    }

    @Test
    void tagSessionForRightsThatGoByTags() {
        iam.call("CreateRole", "RoleName", "tagless", "AssumeRolePolicyDocument", """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole"}}""".formatted(
                        arn("user/eve")));
        iam.keyward().as(eve).sts("AssumeRole", struct(assume("tagless")));
        deniedToAssume(eve, "tagless", "Tags", list(tag("team", "admins")));
        deniedToAssume(
                eve,
                "tagless",
                "Tags",
                list(tag("team", "admins")),
                "TransitiveTagKeys",
                list("team"));
    }

    @Test
    void newRoleOfAnOldNameInATrustPolicyAGrantAndAKeyPolicy() {
        var old = iam.createRole("batch").requiredText("RoleId");
        iam.call(
                "CreateRole",
                "RoleName",
                "vault",
                "AssumeRolePolicyDocument",
                trust(arn("role/batch")));
        iam.call("DeleteRole", "RoleName", "batch");
        var made = iam.createRole("batch").requiredText("RoleId");
        var role = iam.keyward()
                .store()
                .read(snapshot -> snapshot.roles().find(TestingKeyward.ACCOUNT, "batch"))
                .orElseThrow();
        iam.keyward().allow(role, allowing("sts:AssumeRole"));
        assertEquals(made, role.id());

        deniedToAssume(iam.keyward().session(role, "attack", SessionPolicies.NONE), "vault");
        assertEquals(
                true,
                iam.call("GetRole", "RoleName", "vault")
                        .struct("Role")
                        .orElseThrow()
                        .requiredText("AssumeRolePolicyDocument")
                        .contains(old));
    }

    @Test
    void policyMadeAnewUnderTheArnOfABoundaryOrAnAttachment() {
        var limit = iam.createPolicy("limit");
        iam.call("PutUserPermissionsBoundary", "UserName", "eve", "PermissionsBoundary", limit);
        iam.refuses(
                "DeleteConflict",
                "Cannot delete a policy attached to entities.",
                "DeletePolicy",
                "PolicyArn",
                limit);
    }
}
