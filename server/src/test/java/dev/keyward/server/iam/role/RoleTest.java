package dev.keyward.server.iam.role;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.Struct;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RoleTest {

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private static String trusting(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"AWS\":\"" + principal + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private Struct role(String name) {
        return iam.call("GetRole", "RoleName", name).struct("Role").orElseThrow();
    }

    private String trustPolicy(String role) {
        var encoded = role(role).requiredText("AssumeRolePolicyDocument");
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    @Test
    void isDescribedInPartWhenItIsMade() {
        var role = iam.call(
                        "CreateRole",
                        "RoleName",
                        "dev",
                        "Path",
                        "/eu/",
                        "AssumeRolePolicyDocument",
                        TestingIam.TRUST,
                        "Description",
                        "for developers",
                        "MaxSessionDuration",
                        7200,
                        "Tags",
                        list(tag("team", "blue")))
                .struct("Role")
                .orElseThrow();

        assertEquals(arn("role/eu/dev"), role.requiredText("Arn"));
        assertTrue(role.requiredText("RoleId").matches("AROA[A-Z2-7]{17}"));
        assertEquals(List.of("team"), TestingIam.texts(role, "Tags", "Key"));
        assertFalse(role.has("Description"));
        assertFalse(role.has("MaxSessionDuration"));
    }

    @Test
    void isDescribedInFullAfterwards() {
        var boundary = iam.createPolicy("limit");
        iam.call(
                "CreateRole",
                "RoleName",
                "dev",
                "AssumeRolePolicyDocument",
                TestingIam.TRUST,
                "Description",
                "for developers",
                "PermissionsBoundary",
                boundary);

        var role = role("dev");

        assertEquals("for developers", role.requiredText("Description"));
        assertEquals(3600, role.integer("MaxSessionDuration").orElseThrow());
        assertEquals(Struct.empty(), role.struct("RoleLastUsed").orElseThrow());
        assertEquals(
                boundary,
                role.struct("PermissionsBoundary")
                        .orElseThrow()
                        .requiredText("PermissionsBoundaryArn"));
        assertEquals(TestingIam.TRUST, trustPolicy("dev"));
    }

    @Test
    void showsItsTrustPolicyPercentEncoded() {
        iam.call("CreateRole", "RoleName", "dev", "AssumeRolePolicyDocument", TestingIam.TRUST);

        var encoded = role("dev").requiredText("AssumeRolePolicyDocument");

        assertTrue(encoded.startsWith("%7B%22Version%22%3A%20%222012-10-17%22"), encoded);
        assertFalse(encoded.contains("+") || encoded.contains("*"), encoded);
    }

    @Test
    void refusesANameThatIsTaken() {
        iam.createRole("dev");

        iam.refuses(
                "EntityAlreadyExists",
                "Role with name Dev already exists.",
                "CreateRole",
                "RoleName",
                "Dev",
                "AssumeRolePolicyDocument",
                TestingIam.TRUST);
    }

    @Test
    void refusesThePathOfServiceLinkedRoles() {
        iam.refuses(
                "InvalidInput",
                "path /aws-service-role/x/ is reserved for service-linked roles",
                "CreateRole",
                "RoleName",
                "dev",
                "Path",
                "/aws-service-role/x/",
                "AssumeRolePolicyDocument",
                TestingIam.TRUST);
    }

    @Test
    void showsAnAccountAsItWasWrittenWhenItIsMadeAndAsItsRootAfterwards() {
        var account = TestingKeyward.ACCOUNT.value();

        var made = iam.call(
                        "CreateRole",
                        "RoleName",
                        "dev",
                        "AssumeRolePolicyDocument",
                        trusting(account))
                .struct("Role")
                .orElseThrow()
                .requiredText("AssumeRolePolicyDocument");

        assertEquals(trusting(account), URLDecoder.decode(made, StandardCharsets.UTF_8));
        assertEquals(trusting(arn("root")), trustPolicy("dev"));
    }

    @Test
    void trustsAUserByItsUniqueIdAndShowsItsArn() {
        var user = iam.createUser("Bob");
        iam.call(
                "CreateRole",
                "RoleName",
                "dev",
                "AssumeRolePolicyDocument",
                trusting(arn("user/Bob")));

        var stored = iam.keyward()
                .store()
                .read(snapshot ->
                        snapshot.roles().find(TestingKeyward.ACCOUNT, "dev").orElseThrow());
        assertEquals(trusting(user.requiredText("UserId")), stored.trustPolicy());
        assertEquals(trusting(arn("user/Bob")), trustPolicy("dev"));

        iam.call("UpdateUser", "UserName", "Bob", "NewUserName", "Rob", "NewPath", "/eu/");
        assertEquals(trusting(arn("user/eu/Rob")), trustPolicy("dev"));
    }

    @Test
    void trustsNoNewUserOfTheNameOfADeletedOne() {
        var first = iam.createUser("Bob").requiredText("UserId");
        iam.call(
                "CreateRole",
                "RoleName",
                "dev",
                "AssumeRolePolicyDocument",
                trusting(arn("user/Bob")));
        iam.call("DeleteUser", "UserName", "Bob");
        iam.createUser("Bob");

        assertEquals(trusting(first), trustPolicy("dev"));

        iam.refuses(
                "MalformedPolicyDocument",
                "Invalid principal in policy: \"AWS\":\"" + first + "\"",
                "UpdateAssumeRolePolicy",
                "RoleName",
                "dev",
                "PolicyDocument",
                trusting(first));
    }

    @Test
    void refusesToTrustWhoDoesNotExist() {
        for (var principal :
                List.of(arn("user/nobody"), arn("role/none"), "999999999999", arn("group/dev"))) {
            iam.refuses(
                    "MalformedPolicyDocument",
                    "Invalid principal in policy: \"AWS\":\"" + principal + "\"",
                    "CreateRole",
                    "RoleName",
                    "dev",
                    "AssumeRolePolicyDocument",
                    trusting(principal));
        }
    }

    @Test
    void refusesWhatIsNoTrustPolicyAndChangesNothing() {
        iam.createRole("dev");

        iam.refuses(
                "MalformedPolicyDocument",
                "This policy contains invalid Json",
                "UpdateAssumeRolePolicy",
                "RoleName",
                "dev",
                "PolicyDocument",
                "no JSON");

        assertEquals(TestingIam.TRUST, trustPolicy("dev"));
    }

    @Test
    void isChangedInPart() {
        iam.createRole("dev");
        iam.call(
                "UpdateRole",
                "RoleName",
                "dev",
                "Description",
                "first",
                "MaxSessionDuration",
                7200);
        iam.call("UpdateRole", "RoleName", "dev");
        assertEquals("first", role("dev").requiredText("Description"));
        assertEquals(7200, role("dev").integer("MaxSessionDuration").orElseThrow());

        var answer = iam.call("UpdateRoleDescription", "RoleName", "dev", "Description", "second")
                .struct("Role")
                .orElseThrow();
        assertEquals("second", answer.requiredText("Description"));
        assertFalse(answer.has("MaxSessionDuration"));
        assertEquals("second", role("dev").requiredText("Description"));
        assertEquals(7200, role("dev").integer("MaxSessionDuration").orElseThrow());
    }

    @Test
    void takesSessionsOfUpToTwelveHours() {
        iam.createRole("dev");

        iam.refuses(
                "ValidationError",
                "1 validation error detected: Value at 'maxSessionDuration' failed to satisfy"
                        + " constraint: Member must have value less than or equal to 43200",
                "UpdateRole",
                "RoleName",
                "dev",
                "MaxSessionDuration",
                43201);
    }

    @Test
    void isNotDeletedWhilePoliciesHangOnIt() {
        iam.createRole("dev");
        var policy = iam.createPolicy("some");
        iam.call("AttachRolePolicy", "RoleName", "dev", "PolicyArn", policy);
        iam.refuses(
                "DeleteConflict",
                "Cannot delete entity, must detach all policies first.",
                "DeleteRole",
                "RoleName",
                "dev");
        iam.call("DetachRolePolicy", "RoleName", "dev", "PolicyArn", policy);
        iam.call(
                "PutRolePolicy",
                "RoleName",
                "dev",
                "PolicyName",
                "own",
                "PolicyDocument",
                TestingIam.DOCUMENT);
        iam.refuses(
                "DeleteConflict",
                "Cannot delete entity, must delete policies first.",
                "DeleteRole",
                "RoleName",
                "dev");
        iam.call("DeleteRolePolicy", "RoleName", "dev", "PolicyName", "own");

        iam.call("DeleteRole", "RoleName", "dev");

        iam.refuses(
                "NoSuchEntity",
                "The role with name dev cannot be found.",
                "GetRole",
                "RoleName",
                "dev");
    }
}
