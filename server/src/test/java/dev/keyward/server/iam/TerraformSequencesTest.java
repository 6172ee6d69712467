package dev.keyward.server.iam;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calls that Terraform makes for a resource from its making to its destruction, in its order. */
final class TerraformSequencesTest {

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    @Test
    void role() {
        iam.call(
                "CreateRole",
                "RoleName",
                "dev",
                "Path",
                "/",
                "AssumeRolePolicyDocument",
                TestingIam.TRUST,
                "MaxSessionDuration",
                3600,
                "Tags",
                list(tag("team", "blue")));
        var role = iam.call("GetRole", "RoleName", "dev").struct("Role").orElseThrow();
        assertEquals(
                TestingIam.TRUST,
                URLDecoder.decode(
                        role.requiredText("AssumeRolePolicyDocument"), StandardCharsets.UTF_8));
        assertEquals(
                List.of(), iam.call("ListRolePolicies", "RoleName", "dev").texts("PolicyNames"));
        assertEquals(
                List.of(),
                iam.call("ListAttachedRolePolicies", "RoleName", "dev")
                        .structs("AttachedPolicies"));

        iam.call(
                "UpdateAssumeRolePolicy",
                "RoleName",
                "dev",
                "PolicyDocument",
                TestingIam.TRUST.replace("ec2", "lambda"));
        iam.call("UpdateRoleDescription", "RoleName", "dev", "Description", "other");
        iam.call("UpdateRole", "RoleName", "dev", "MaxSessionDuration", 7200);
        iam.call("UntagRole", "RoleName", "dev", "TagKeys", list("team"));
        iam.call("TagRole", "RoleName", "dev", "Tags", list(tag("zone", "eu")));
        role = iam.call("GetRole", "RoleName", "dev").struct("Role").orElseThrow();
        assertEquals(List.of("zone"), texts(role, "Tags", "Key"));
        assertEquals(7200, role.integer("MaxSessionDuration").orElseThrow());

        iam.call("ListInstanceProfilesForRole", "RoleName", "dev");
        iam.call("ListAttachedRolePolicies", "RoleName", "dev");
        iam.call("ListRolePolicies", "RoleName", "dev");
        iam.call("DeleteRole", "RoleName", "dev");
        iam.refuses(
                "NoSuchEntity",
                "The role with name dev cannot be found.",
                "GetRole",
                "RoleName",
                "dev");
    }

    @Test
    void userWithAccessKeyDestroyedByForce() {
        iam.call(
                "CreateUser", "UserName", "bob", "Path", "/eu/", "Tags", list(tag("team", "blue")));
        assertEquals(
                arn("user/eu/bob"),
                iam.call("GetUser", "UserName", "bob")
                        .struct("User")
                        .orElseThrow()
                        .requiredText("Arn"));
        var key = iam.call("CreateAccessKey", "UserName", "bob")
                .struct("AccessKey")
                .orElseThrow()
                .requiredText("AccessKeyId");
        iam.call("ListAccessKeys", "UserName", "bob");
        iam.call("UpdateUser", "UserName", "bob", "NewUserName", "rob", "NewPath", "/");

        iam.call("ListGroupsForUser", "UserName", "rob");
        iam.call("UpdateAccessKey", "UserName", "rob", "AccessKeyId", key, "Status", "Inactive");
        iam.call("DeleteAccessKey", "UserName", "rob", "AccessKeyId", key);
        iam.call("ListSSHPublicKeys", "UserName", "rob");
        iam.call("ListMFADevices", "UserName", "rob");
        iam.refuses(
                "NoSuchEntity",
                "Login Profile for User rob cannot be found.",
                "DeleteLoginProfile",
                "UserName",
                "rob");
        iam.call("ListSigningCertificates", "UserName", "rob");
        iam.call("ListServiceSpecificCredentials", "UserName", "rob");
        iam.call("ListAttachedUserPolicies", "UserName", "rob");
        iam.call("ListUserPolicies", "UserName", "rob");
        iam.call("DeleteUser", "UserName", "rob");
        iam.refuses(
                "NoSuchEntity",
                "The user with name rob cannot be found.",
                "GetUser",
                "UserName",
                "rob");
    }

    @Test
    void policyChangedUntilItsOldestVersionMustGo() {
        var arn = iam.createPolicy("some");
        for (var change = 0; change < 6; change++) {
            var versions = iam.call("ListPolicyVersions", "PolicyArn", arn).structs("Versions");
            if (versions.size() >= 5) {
                iam.call(
                        "DeletePolicyVersion",
                        "PolicyArn",
                        arn,
                        "VersionId",
                        versions.getLast().requiredText("VersionId"));
            }
            iam.call(
                    "CreatePolicyVersion",
                    "PolicyArn",
                    arn,
                    "PolicyDocument",
                    TestingIam.DOCUMENT.replace("ListKeys", "List" + change),
                    "SetAsDefault",
                    true);
        }
        var policy = iam.call("GetPolicy", "PolicyArn", arn).struct("Policy").orElseThrow();
        assertEquals("v7", policy.requiredText("DefaultVersionId"));

        for (var version : iam.call("ListPolicyVersions", "PolicyArn", arn).structs("Versions")) {
            if (!version.flag("IsDefaultVersion")) {
                iam.call(
                        "DeletePolicyVersion",
                        "PolicyArn",
                        arn,
                        "VersionId",
                        version.requiredText("VersionId"));
            }
        }
        iam.call("DeletePolicy", "PolicyArn", arn);
    }
}
