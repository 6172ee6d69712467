package dev.keyward.server.iam.managedpolicy;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.iam.TestingIam.PagedList;
import dev.keyward.wire.Struct;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ManagedPolicyTest {

    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private Struct policy(String arn) {
        return iam.call("GetPolicy", "PolicyArn", arn).struct("Policy").orElseThrow();
    }

    private List<String> names(Object... request) {
        return texts(iam.call("ListPolicies", request), "Policies", "PolicyName");
    }

    @Test
    void isDescribedWithoutDescriptionWhenItIsMade() {
        var policy = iam.call(
                        "CreatePolicy",
                        "PolicyName",
                        "some",
                        "Path",
                        "/eu/",
                        "Description",
                        "lists keys",
                        "PolicyDocument",
                        TestingIam.DOCUMENT,
                        "Tags",
                        list(tag("b", "1"), tag("a", "2")))
                .struct("Policy")
                .orElseThrow();

        assertEquals(arn("policy/eu/some"), policy.requiredText("Arn"));
        assertTrue(policy.requiredText("PolicyId").matches("ANPA[A-Z2-7]{17}"));
        assertEquals("v1", policy.requiredText("DefaultVersionId"));
        assertEquals(0, policy.integer("AttachmentCount").orElseThrow());
        assertEquals(0, policy.integer("PermissionsBoundaryUsageCount").orElseThrow());
        assertTrue(policy.flag("IsAttachable"));
        assertEquals(List.of("b", "a"), texts(policy, "Tags", "Key"));
        assertFalse(policy.has("Description"));
    }

    @Test
    void isDescribedInFullAfterwards() {
        iam.call(
                "CreatePolicy",
                "PolicyName",
                "some",
                "Description",
                "lists keys",
                "PolicyDocument",
                TestingIam.DOCUMENT);

        var policy = policy(arn("policy/some"));

        assertEquals("lists keys", policy.requiredText("Description"));
        assertTrue(policy.has("Tags"));
        assertEquals(List.of(), policy.structs("Tags"));
    }

    @Test
    void countsWhoHasIt() {
        var arn = iam.createPolicy("some");
        iam.createUser("Bob");
        iam.createRole("dev");
        iam.call("AttachUserPolicy", "UserName", "Bob", "PolicyArn", arn);
        iam.call("PutRolePermissionsBoundary", "RoleName", "dev", "PermissionsBoundary", arn);

        var policy = policy(arn);

        assertEquals(1, policy.integer("AttachmentCount").orElseThrow());
        assertEquals(1, policy.integer("PermissionsBoundaryUsageCount").orElseThrow());
    }

    @Test
    void refusesANameThatIsTakenOnAnyPath() {
        iam.createPolicy("some");

        iam.refuses(
                "EntityAlreadyExists",
                "A policy called Some already exists. Duplicate names are not allowed.",
                "CreatePolicy",
                "PolicyName",
                "Some",
                "Path",
                "/eu/",
                "PolicyDocument",
                TestingIam.DOCUMENT);
    }

    @Test
    void refusesTheSameTagKeyTwiceAndInAnotherCase() {
        iam.refuses(
                "InvalidInput",
                "Duplicate tag keys found.",
                "CreatePolicy",
                "PolicyName",
                "some",
                "PolicyDocument",
                TestingIam.DOCUMENT,
                "Tags",
                list(tag("a", "1"), tag("a", "2")));
        iam.refuses(
                "InvalidInput",
                "two tag keys differ in case only from `A`",
                "CreatePolicy",
                "PolicyName",
                "some",
                "PolicyDocument",
                TestingIam.DOCUMENT,
                "Tags",
                list(tag("a", "1"), tag("A", "2")));
    }

    @Test
    void refusesWhatDoesNotExistAndWhatIsNoPolicy() {
        iam.refuses(
                "NoSuchEntity",
                "Policy " + arn("policy/none") + " was not found.",
                "GetPolicy",
                "PolicyArn",
                arn("policy/none"));
        iam.refuses(
                "ValidationError",
                "Invalid ARN:  Could not be parsed!",
                "GetPolicy",
                "PolicyArn",
                "no-arn-but-long-enough");
        iam.refuses(
                "ValidationError",
                "Invalid ARN partition",
                "GetPolicy",
                "PolicyArn",
                "arn:aws-cn:iam::aws:policy/AdministratorAccess");
        iam.refuses(
                "ValidationError",
                "ARN " + arn("user/not-a-policy") + " is not valid.",
                "GetPolicy",
                "PolicyArn",
                arn("user/not-a-policy"));
    }

    @Test
    void hasVersionsOfWhichOneIsInForce() {
        var arn = iam.createPolicy("some");

        var second = iam.call(
                        "CreatePolicyVersion",
                        "PolicyArn",
                        arn,
                        "PolicyDocument",
                        TestingIam.DOCUMENT.replace("ListKeys", "ListAliases"))
                .struct("PolicyVersion")
                .orElseThrow();
        assertEquals("v2", second.requiredText("VersionId"));
        assertFalse(second.flag("IsDefaultVersion"));
        assertFalse(second.has("Document"));
        assertEquals("v1", policy(arn).requiredText("DefaultVersionId"));

        iam.call("SetDefaultPolicyVersion", "PolicyArn", arn, "VersionId", "v2");

        assertEquals("v2", policy(arn).requiredText("DefaultVersionId"));
        var shown = iam.call("GetPolicyVersion", "PolicyArn", arn, "VersionId", "v2")
                .struct("PolicyVersion")
                .orElseThrow();
        assertTrue(shown.flag("IsDefaultVersion"));
        assertEquals(
                TestingIam.DOCUMENT.replace("ListKeys", "ListAliases"),
                URLDecoder.decode(shown.requiredText("Document"), StandardCharsets.UTF_8));
        assertEquals(
                List.of("v2", "v1"),
                texts(iam.call("ListPolicyVersions", "PolicyArn", arn), "Versions", "VersionId"));
        iam.assertPages(
                List.of("v2", "v1"),
                new PagedList("ListPolicyVersions", "Versions", "VersionId"),
                "PolicyArn",
                arn);
    }

    @Test
    void keepsTheQuotaOfVersionsAndGivesNoNumberTwice() {
        var arn = iam.createPolicy("some");
        for (var number = 2; number <= 5; number++) {
            iam.call(
                    "CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", TestingIam.DOCUMENT);
        }
        iam.refuses(
                "LimitExceeded",
                "A managed policy can have up to 5 versions. Before you create a new version, you"
                        + " must delete an existing version.",
                "CreatePolicyVersion",
                "PolicyArn",
                arn,
                "PolicyDocument",
                TestingIam.DOCUMENT);
        iam.call("DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v5");

        var next = iam.call(
                        "CreatePolicyVersion",
                        "PolicyArn",
                        arn,
                        "PolicyDocument",
                        TestingIam.DOCUMENT,
                        "SetAsDefault",
                        true)
                .struct("PolicyVersion")
                .orElseThrow();

        assertEquals("v6", next.requiredText("VersionId"));
        assertTrue(next.flag("IsDefaultVersion"));
    }

    @Test
    void refusesVersionsThatDoNotExistAndToDeleteTheOneInForce() {
        var arn = iam.createPolicy("some");
        for (var operation :
                List.of("GetPolicyVersion", "SetDefaultPolicyVersion", "DeletePolicyVersion")) {
            iam.refuses(
                    "NoSuchEntity",
                    "Policy " + arn + " version v9 does not exist or is not attachable.",
                    operation,
                    "PolicyArn",
                    arn,
                    "VersionId",
                    "v9");
            iam.refuses(
                    "NoSuchEntity",
                    "Policy " + arn("policy/none")
                            + " version v1 does not exist or is not attachable.",
                    operation,
                    "PolicyArn",
                    arn("policy/none"),
                    "VersionId",
                    "v1");
        }
        iam.refuses(
                "DeleteConflict",
                "Cannot delete the default version of a policy.",
                "DeletePolicyVersion",
                "PolicyArn",
                arn,
                "VersionId",
                "v1");
    }

    @Test
    void isNotDeletedWhileItIsUsedOrHasVersions() {
        var arn = iam.createPolicy("some");
        iam.createUser("Bob");
        var attached = "Cannot delete a policy attached to entities.";
        iam.call("AttachUserPolicy", "UserName", "Bob", "PolicyArn", arn);
        iam.refuses("DeleteConflict", attached, "DeletePolicy", "PolicyArn", arn);
        iam.call("DetachUserPolicy", "UserName", "Bob", "PolicyArn", arn);
        iam.call("PutUserPermissionsBoundary", "UserName", "Bob", "PermissionsBoundary", arn);
        iam.refuses("DeleteConflict", attached, "DeletePolicy", "PolicyArn", arn);
        iam.call("DeleteUserPermissionsBoundary", "UserName", "Bob");
        iam.call("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", TestingIam.DOCUMENT);
        iam.refuses(
                "DeleteConflict",
                "This policy has more than one version. Before you delete a policy, you must delete"
                        + " the policy's versions. The default version is deleted with the policy.",
                "DeletePolicy",
                "PolicyArn",
                arn);
        iam.call("DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v2");

        iam.call("DeletePolicy", "PolicyArn", arn);

        iam.refuses(
                "NoSuchEntity",
                "Policy " + arn + " was not found.",
                "DeletePolicy",
                "PolicyArn",
                arn);
    }

    @Test
    void listsThoseOfTheAccountBeforeThoseOfAws() {
        iam.createPolicy("zebra");
        iam.createPolicy("ant");

        assertEquals(List.of("ant", "zebra"), names("Scope", "Local"));
        assertTrue(names("Scope", "AWS").contains("AdministratorAccess"));
        assertFalse(names("Scope", "AWS").contains("ant"));
        assertEquals(List.of("ant", "zebra"), names().subList(0, 2));
        iam.assertPages(names(), new PagedList("ListPolicies", "Policies", "PolicyName"));
    }

    @Test
    void listsThoseThatAreUsedAndThoseOfAPath() {
        var attached = iam.createPolicy("attached");
        var boundary = iam.createPolicy("boundary");
        iam.call(
                "CreatePolicy",
                "PolicyName",
                "elsewhere",
                "Path",
                "/eu/",
                "PolicyDocument",
                TestingIam.DOCUMENT);
        iam.createUser("Bob");
        iam.call("AttachUserPolicy", "UserName", "Bob", "PolicyArn", attached);
        iam.call("AttachUserPolicy", "UserName", "Bob", "PolicyArn", ADMINISTRATOR);
        iam.call("PutUserPermissionsBoundary", "UserName", "Bob", "PermissionsBoundary", boundary);

        assertEquals(List.of("attached", "AdministratorAccess"), names("OnlyAttached", true));
        assertEquals(List.of("elsewhere"), names("PathPrefix", "/eu/"));
        assertEquals(List.of("boundary"), names("PolicyUsageFilter", "PermissionsBoundary"));
        assertEquals(
                List.of("attached"),
                names("Scope", "Local", "PolicyUsageFilter", "PermissionsPolicy"));
    }

    @Test
    void listsWhoHasIt() {
        var arn = iam.createPolicy("some");
        iam.createUser("Bob");
        iam.createUser("Eve");
        iam.createRole("dev");
        iam.call("CreateGroup", "GroupName", "ops", "Path", "/eu/");
        iam.call("AttachUserPolicy", "UserName", "Bob", "PolicyArn", arn);
        iam.call("AttachGroupPolicy", "GroupName", "ops", "PolicyArn", arn);
        iam.call("AttachRolePolicy", "RoleName", "dev", "PolicyArn", arn);
        iam.call("PutUserPermissionsBoundary", "UserName", "Eve", "PermissionsBoundary", arn);

        var all = iam.call("ListEntitiesForPolicy", "PolicyArn", arn);
        assertEquals(List.of("Bob", "Eve"), texts(all, "PolicyUsers", "UserName"));
        assertEquals(List.of("ops"), texts(all, "PolicyGroups", "GroupName"));
        assertEquals(List.of("dev"), texts(all, "PolicyRoles", "RoleName"));
        assertTrue(texts(all, "PolicyRoles", "RoleId").getFirst().startsWith("AROA"));

        var roles = iam.call("ListEntitiesForPolicy", "PolicyArn", arn, "EntityFilter", "Role");
        assertEquals(List.of("dev"), texts(roles, "PolicyRoles", "RoleName"));
        assertEquals(List.of(), roles.structs("PolicyUsers"));

        var bounded = iam.call(
                "ListEntitiesForPolicy",
                "PolicyArn",
                arn,
                "PolicyUsageFilter",
                "PermissionsBoundary");
        assertEquals(List.of("Eve"), texts(bounded, "PolicyUsers", "UserName"));

        var under = iam.call("ListEntitiesForPolicy", "PolicyArn", arn, "PathPrefix", "/eu/");
        assertEquals(List.of(), under.structs("PolicyUsers"));
        assertEquals(List.of("ops"), texts(under, "PolicyGroups", "GroupName"));

        iam.refuses(
                "NoSuchEntity",
                "Policy " + arn("policy/none") + " does not exist or is not attachable.",
                "ListEntitiesForPolicy",
                "PolicyArn",
                arn("policy/none"));
    }

    @Test
    void ofAwsTellsNoAccountWhoHasItInAnother() {
        var elsewhere = TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT);
        iam.callAs(elsewhere, "CreateUser", "UserName", "theirs");
        iam.callAs(elsewhere, "AttachUserPolicy", "UserName", "theirs", "PolicyArn", ADMINISTRATOR);
        iam.callAs(
                elsewhere,
                "PutUserPermissionsBoundary",
                "UserName",
                "theirs",
                "PermissionsBoundary",
                ADMINISTRATOR);

        var policy = policy(ADMINISTRATOR);

        assertEquals(0, policy.integer("AttachmentCount").orElseThrow());
        assertEquals(0, policy.integer("PermissionsBoundaryUsageCount").orElseThrow());
        assertEquals(List.of(), names("OnlyAttached", true));
        assertEquals(
                List.of(),
                iam.call("ListEntitiesForPolicy", "PolicyArn", ADMINISTRATOR)
                        .structs("PolicyUsers"));
    }

    @Test
    void ofAwsCanBeReadButNotChanged() {
        assertEquals("v1", policy(ADMINISTRATOR).requiredText("DefaultVersionId"));
        assertTrue(iam.call("GetPolicyVersion", "PolicyArn", ADMINISTRATOR, "VersionId", "v1")
                .struct("PolicyVersion")
                .orElseThrow()
                .flag("IsDefaultVersion"));
        assertEquals(
                List.of("v1"),
                texts(
                        iam.call("ListPolicyVersions", "PolicyArn", ADMINISTRATOR),
                        "Versions",
                        "VersionId"));
        iam.refuses(
                "AccessDenied",
                "User: arn:aws:iam::123456789012:root is not authorized to perform:"
                        + " iam:DeletePolicy on resource: policy " + ADMINISTRATOR,
                "DeletePolicy",
                "PolicyArn",
                ADMINISTRATOR);
        iam.refuses(
                "AccessDenied",
                "User: arn:aws:iam::123456789012:root is not authorized to perform:"
                        + " iam:CreatePolicyVersion on resource: policy " + ADMINISTRATOR,
                "CreatePolicyVersion",
                "PolicyArn",
                ADMINISTRATOR,
                "PolicyDocument",
                TestingIam.DOCUMENT);
    }
}
