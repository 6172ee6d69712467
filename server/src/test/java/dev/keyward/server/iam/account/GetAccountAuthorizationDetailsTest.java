package dev.keyward.server.iam.account;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GetAccountAuthorizationDetailsTest {

    private static final String OPERATION = "GetAccountAuthorizationDetails";
    private static final String ENCODED =
            "%7B%22Version%22%3A%20%222012-10-17%22%2C%20%22Statement%22%3A%0A%20%20"
                    + "%7B%22Effect%22%3A%20%22Allow%22%2C%20%22Action%22%3A%20%22kms%3AListKeys%22%2C"
                    + "%20%22Resource%22%3A%20%22%2A%22%7D%7D";
    private static final String POWER_USER =
            "arn:aws:iam::aws:policy/AWSKeyManagementServicePowerUser";

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private Struct details(Object... members) {
        return iam.call(OPERATION, members);
    }

    @Test
    void tellsOfAUserWithAllThatHangsOnIt() {
        iam.call(
                "CreateUser",
                "UserName",
                "bob",
                "Path",
                "/eu/",
                "PermissionsBoundary",
                POWER_USER,
                "Tags",
                list(tag("team", "blue")));
        iam.call("CreateGroup", "GroupName", "ops");
        iam.call("AddUserToGroup", "UserName", "bob", "GroupName", "ops");
        iam.call(
                "PutUserPolicy",
                "UserName",
                "bob",
                "PolicyName",
                "own",
                "PolicyDocument",
                TestingIam.DOCUMENT);
        iam.call("AttachUserPolicy", "UserName", "bob", "PolicyArn", iam.createPolicy("some"));

        var user = details("Filter", list("User")).structs("UserDetailList").getFirst();

        assertEquals("/eu/", user.requiredText("Path"));
        assertEquals("bob", user.requiredText("UserName"));
        assertTrue(user.requiredText("UserId").startsWith("AIDA"));
        assertEquals(arn("user/eu/bob"), user.requiredText("Arn"));
        assertEquals(Optional.of(TestingKeyward.START), user.time("CreateDate"));
        assertEquals(List.of("ops"), user.texts("GroupList"));
        assertEquals(List.of("own"), texts(user, "UserPolicyList", "PolicyName"));
        assertEquals(List.of(ENCODED), texts(user, "UserPolicyList", "PolicyDocument"));
        assertEquals(List.of("some"), texts(user, "AttachedManagedPolicies", "PolicyName"));
        assertEquals(
                List.of(arn("policy/some")), texts(user, "AttachedManagedPolicies", "PolicyArn"));
        assertEquals(
                POWER_USER,
                user.struct("PermissionsBoundary")
                        .orElseThrow()
                        .requiredText("PermissionsBoundaryArn"));
        assertEquals(List.of("blue"), texts(user, "Tags", "Value"));
    }

    @Test
    void tellsOfAGroupWithItsPolicies() {
        iam.call("CreateGroup", "GroupName", "ops");
        iam.call(
                "PutGroupPolicy",
                "GroupName",
                "ops",
                "PolicyName",
                "own",
                "PolicyDocument",
                TestingIam.DOCUMENT);
        iam.call("AttachGroupPolicy", "GroupName", "ops", "PolicyArn", POWER_USER);

        var group = details("Filter", list("Group")).structs("GroupDetailList").getFirst();

        assertEquals("ops", group.requiredText("GroupName"));
        assertEquals(List.of(ENCODED), texts(group, "GroupPolicyList", "PolicyDocument"));
        assertEquals(List.of(POWER_USER), texts(group, "AttachedManagedPolicies", "PolicyArn"));
    }

    @Test
    void tellsOfARoleWithItsTrustPolicyAndNothingOfAnUnusedOnesLastUse() {
        iam.createRole("dev");
        iam.call(
                "PutRolePolicy",
                "RoleName",
                "dev",
                "PolicyName",
                "own",
                "PolicyDocument",
                TestingIam.DOCUMENT);

        var role = details("Filter", list("Role")).structs("RoleDetailList").getFirst();

        assertEquals("dev", role.requiredText("RoleName"));
        assertTrue(role.requiredText("AssumeRolePolicyDocument").startsWith("%7B%22Version%22"));
        assertEquals(List.of(ENCODED), texts(role, "RolePolicyList", "PolicyDocument"));
        assertEquals(List.of(), role.structs("InstanceProfileList"));
        assertEquals(Optional.of(Struct.empty()), role.struct("RoleLastUsed"));
        assertFalse(role.has("MaxSessionDuration"));
    }

    @Test
    void tellsOfAPolicyWithAllItsVersions() {
        var arn = iam.createPolicy("some");
        iam.call("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", TestingIam.DOCUMENT);
        iam.createUser("bob");
        iam.call("AttachUserPolicy", "UserName", "bob", "PolicyArn", arn);

        var policy = details("Filter", list("LocalManagedPolicy"))
                .structs("Policies")
                .getFirst();

        assertEquals(arn, policy.requiredText("Arn"));
        assertEquals("v1", policy.requiredText("DefaultVersionId"));
        assertEquals(1, policy.integer("AttachmentCount").orElseThrow());
        assertEquals(0, policy.integer("PermissionsBoundaryUsageCount").orElseThrow());
        assertTrue(policy.flag("IsAttachable"));
        assertEquals(List.of("v2", "v1"), texts(policy, "PolicyVersionList", "VersionId"));
        assertEquals(List.of(ENCODED, ENCODED), texts(policy, "PolicyVersionList", "Document"));
        assertEquals(
                List.of(false, true),
                policy.structs("PolicyVersionList").stream()
                        .map(version -> version.flag("IsDefaultVersion"))
                        .toList());
    }

    @Test
    void tellsOfThePoliciesOfAwsThatSomebodyHasOrIsBoundedBy() {
        assertEquals(List.of(), details().structs("Policies"));
        var boundary = "arn:aws:iam::aws:policy/PowerUserAccess";
        iam.call("CreateUser", "UserName", "bob", "PermissionsBoundary", boundary);
        iam.call("AttachUserPolicy", "UserName", "bob", "PolicyArn", POWER_USER);

        var policies = details("Filter", list("AWSManagedPolicy"));

        assertEquals(List.of(POWER_USER, boundary), texts(policies, "Policies", "Arn"));
        var first = policies.structs("Policies").getFirst();
        assertEquals(
                List.of(first.requiredText("DefaultVersionId")),
                texts(first, "PolicyVersionList", "VersionId"));
        assertEquals(List.of(), details("Filter", list("User")).structs("Policies"));
    }

    @Test
    void tellsNothingOfAnotherAccount() {
        iam.keyward().user(TestingKeyward.OTHER_ACCOUNT, "eve");

        assertEquals(List.of(), details().structs("UserDetailList"));
        assertEquals(
                List.of("eve"),
                texts(
                        iam.callAs(TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT), OPERATION),
                        "UserDetailList",
                        "UserName"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void givesEachOnceWhateverTheSizeOfThePages(int maxItems) {
        makeSome();
        var seen = new ArrayList<String>();
        var marker = Optional.<String>empty();
        do {
            var request = new ArrayList<Object>(List.of("MaxItems", maxItems));
            marker.ifPresent(text -> request.addAll(List.of("Marker", text)));
            var page = details(request.toArray());
            var names = names(page);
            assertTrue(names.size() <= maxItems, names.toString());
            seen.addAll(names);
            marker = page.text("Marker");
            assertEquals(marker.isPresent(), page.flag("IsTruncated"));
        } while (marker.isPresent());
        assertEquals(
                List.of(
                        "amy",
                        "bob",
                        "ops",
                        "dev",
                        "web",
                        "mine",
                        "AWSKeyManagementServicePowerUser"),
                seen);
    }

    private void makeSome() {
        iam.createUser("bob");
        iam.createUser("amy");
        iam.call("CreateGroup", "GroupName", "ops");
        iam.createRole("web");
        iam.createRole("dev");
        iam.createPolicy("mine");
        iam.call("AttachUserPolicy", "UserName", "bob", "PolicyArn", POWER_USER);
    }

    private static List<String> names(Struct page) {
        var names = new ArrayList<String>();
        names.addAll(texts(page, "UserDetailList", "UserName"));
        names.addAll(texts(page, "GroupDetailList", "GroupName"));
        names.addAll(texts(page, "RoleDetailList", "RoleName"));
        names.addAll(texts(page, "Policies", "PolicyName"));
        return names;
    }

    @Test
    void takesNoMarkerOfAnotherFilterOrList() {
        makeSome();
        var marker = details("MaxItems", 1).requiredText("Marker");
        var ofUsers = iam.call("ListUsers", "MaxItems", 1).requiredText("Marker");

        for (var request : List.of(
                List.<Object>of("Filter", list("User"), "Marker", marker),
                List.<Object>of("Marker", ofUsers))) {
            iam.refuses(
                    "ValidationError",
                    "Invalid Marker: " + request.getLast(),
                    OPERATION,
                    request.toArray());
        }
    }

    @Test
    void needsThePermissionOnEverything() {
        var eve = iam.keyward().user("eve");
        var denial = "User: " + arn("user/eve") + " is not authorized to perform: iam:" + OPERATION
                + " on resource: * because no identity-based policy allows the iam:" + OPERATION
                + " action";

        iam.refusesTo(eve, "AccessDenied", denial, OPERATION);
        iam.keyward().allow(eve, allow("arn:aws:iam::*:user/*"));
        iam.refusesTo(eve, "AccessDenied", denial, OPERATION);
        iam.keyward().allow(eve, allow("*"));
        assertEquals(
                List.of("eve"), texts(iam.callAs(eve, OPERATION), "UserDetailList", "UserName"));
    }

    private static String allow(String resource) {
        return """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "iam:%s", "Resource": "%s"}}""".formatted(OPERATION, resource);
    }
}
