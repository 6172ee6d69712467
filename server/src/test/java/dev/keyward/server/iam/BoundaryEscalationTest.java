package dev.keyward.server.iam;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.struct;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An administrator to whom the administration of users and roles is delegated within a boundary, and the ways
 * out of it.
 *
 * <p>Source: IAM User Guide, "Delegating responsibility to others using permissions boundaries".
 */
final class BoundaryEscalationTest {

    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
    private static final String LIMIT = arn("policy/limit");
    private static final String SELF = arn("policy/admin-limit");

    private final TestingIam iam = new TestingIam();
    private final Caller zhang = iam.keyward().user("zhang");

    /** Zhang may all of IAM, but within the boundary that the guide shows. */
    @BeforeEach
    void delegate() {
        iam.call("CreatePolicy", "PolicyName", "limit", "PolicyDocument", """
                {"Version": "2012-10-17", "Statement":
                  {"Effect": "Allow", "Action": ["kms:*", "sts:*"], "Resource": "*"}}""");
        iam.call("CreatePolicy", "PolicyName", "admin-limit", "PolicyDocument", """
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "CreateOrChangeOnlyWithBoundary", "Effect": "Allow", "Resource": "*",
                   "Action": ["iam:AttachUserPolicy", "iam:CreateUser", "iam:DeleteUserPolicy",
                     "iam:DetachUserPolicy", "iam:PutUserPermissionsBoundary", "iam:PutUserPolicy",
                     "iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePolicy",
                     "iam:PutRolePermissionsBoundary"],
                   "Condition": {"StringEquals": {"iam:PermissionsBoundary": "%s"}}},
                  {"Sid": "OtherTasks", "Effect": "Allow", "Resource": "*", "Action":
                    ["kms:*", "iam:CreateAccessKey", "iam:CreatePolicy", "iam:CreatePolicyVersion",
                     "iam:SetDefaultPolicyVersion", "iam:DeletePolicy", "iam:UpdateAssumeRolePolicy",
                     "iam:Get*", "iam:List*", "sts:AssumeRole"]},
                  {"Sid": "NoBoundaryPolicyEdit", "Effect": "Deny", "Action": ["iam:CreatePolicyVersion",
                     "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"],
                   "Resource": ["%s", "%s"]},
                  {"Sid": "NoBoundaryUserDelete", "Effect": "Deny", "Resource": "*",
                   "Action": ["iam:DeleteUserPermissionsBoundary", "iam:DeleteRolePermissionsBoundary"]}]}""".formatted(
                        LIMIT, LIMIT, SELF));
        iam.call("AttachUserPolicy", "UserName", "zhang", "PolicyArn", ADMINISTRATOR);
        iam.call("PutUserPermissionsBoundary", "UserName", "zhang", "PermissionsBoundary", SELF);
    }

    @AfterEach
    void close() {
        iam.close();
    }

    private void denied(String action, String resource, String reason, Object... members) {
        iam.refusesTo(
                zhang,
                "AccessDenied",
                "User: " + arn("user/zhang") + " is not authorized to perform: iam:" + action
                        + " on resource: " + resource + reason,
                action,
                members);
    }

    private void outside(String action, String resource, Object... members) {
        denied(
                action,
                resource,
                " because no permissions boundary allows the iam:" + action + " action",
                members);
    }

    private void forbidden(String action, String resource, Object... members) {
        denied(
                action,
                resource,
                " with an explicit deny in a permissions boundary: " + SELF,
                members);
    }

    @Test
    void boundaryRemovalFromOneself() {
        forbidden("DeleteUserPermissionsBoundary", "user zhang", "UserName", "zhang");
    }

    @Test
    void boundaryReplacementByAWiderOne() {
        outside(
                "PutUserPermissionsBoundary",
                "user zhang",
                "UserName",
                "zhang",
                "PermissionsBoundary",
                ADMINISTRATOR);
    }

    @Test
    void boundaryPolicyEdit() {
        forbidden(
                "CreatePolicyVersion",
                "policy " + SELF,
                "PolicyArn",
                SELF,
                "PolicyDocument",
                TestingIam.DOCUMENT);
        forbidden(
                "SetDefaultPolicyVersion",
                "policy " + LIMIT,
                "PolicyArn",
                LIMIT,
                "VersionId",
                "v1");
        forbidden("DeletePolicy", "policy " + LIMIT, "PolicyArn", LIMIT);
    }

    @Test
    void userCreatedWithoutTheBoundaryThatIsDemanded() {
        outside("CreateUser", arn("user/puppet"), "UserName", "puppet");
        outside(
                "CreateUser",
                arn("user/puppet"),
                "UserName",
                "puppet",
                "PermissionsBoundary",
                ADMINISTRATOR);
        iam.callAs(zhang, "CreateUser", "UserName", "puppet", "PermissionsBoundary", LIMIT);
    }

    @Test
    void boundaryRemovalFromAUserWhoWasMadeWithIt() {
        iam.callAs(zhang, "CreateUser", "UserName", "puppet", "PermissionsBoundary", LIMIT);
        forbidden("DeleteUserPermissionsBoundary", "user puppet", "UserName", "puppet");
        outside(
                "PutUserPermissionsBoundary",
                "user puppet",
                "UserName",
                "puppet",
                "PermissionsBoundary",
                ADMINISTRATOR);
    }

    @Test
    void policyForAUserWhoHasNoBoundary() {
        iam.createUser("free");
        outside(
                "PutUserPolicy",
                "user free",
                "UserName",
                "free",
                "PolicyName",
                "p",
                "PolicyDocument",
                TestingIam.DOCUMENT);
        outside("AttachUserPolicy", "user free", "UserName", "free", "PolicyArn", ADMINISTRATOR);
    }

    @Test
    void puppetWithAllPoliciesStaysWithinItsBoundary() {
        iam.callAs(zhang, "CreateUser", "UserName", "puppet", "PermissionsBoundary", LIMIT);
        iam.callAs(zhang, "AttachUserPolicy", "UserName", "puppet", "PolicyArn", ADMINISTRATOR);
        var puppet = iam.keyward()
                .store()
                .read(snapshot -> snapshot.users().find(TestingKeyward.ACCOUNT, "puppet"))
                .orElseThrow();
        iam.refusesTo(
                TestingKeyward.callerOf(puppet),
                "AccessDenied",
                "User: " + arn("user/puppet") + " is not authorized to perform: iam:CreateUser on"
                        + " resource: " + arn("user/more")
                        + " because no permissions boundary allows the iam:CreateUser action",
                "CreateUser",
                "UserName",
                "more");
    }

    @Test
    void roleWithAllPoliciesStaysWithinItsBoundary() {
        var trust = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole"}}""".formatted(arn("user/zhang"));
        outside(
                "CreateRole",
                arn("role/wide"),
                "RoleName",
                "wide",
                "AssumeRolePolicyDocument",
                trust);
        iam.callAs(
                zhang,
                "CreateRole",
                "RoleName",
                "wide",
                "AssumeRolePolicyDocument",
                trust,
                "PermissionsBoundary",
                LIMIT);
        iam.callAs(zhang, "AttachRolePolicy", "RoleName", "wide", "PolicyArn", ADMINISTRATOR);
        iam.keyward()
                .as(zhang)
                .sts(
                        "AssumeRole",
                        struct("RoleArn", arn("role/wide"), "RoleSessionName", "attack"));
        var role = iam.keyward()
                .store()
                .read(snapshot -> snapshot.roles().find(TestingKeyward.ACCOUNT, "wide"))
                .orElseThrow();
        iam.refusesTo(
                iam.keyward().session(role, "attack", SessionPolicies.NONE),
                "AccessDenied",
                "User: arn:aws:sts::123456789012:assumed-role/wide/attack is not authorized to"
                        + " perform: iam:CreateUser on resource: " + arn("user/more")
                        + " because no permissions boundary allows the iam:CreateUser action",
                "CreateUser",
                "UserName",
                "more");
    }

    @Test
    void boundaryGivesNothingByItself() {
        iam.call("DetachUserPolicy", "UserName", "zhang", "PolicyArn", ADMINISTRATOR);
        denied(
                "CreateAccessKey",
                "user zhang",
                " because no identity-based policy allows the iam:CreateAccessKey action",
                "UserName",
                "zhang");
    }
}
