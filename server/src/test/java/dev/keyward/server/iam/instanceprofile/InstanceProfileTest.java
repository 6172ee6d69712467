package dev.keyward.server.iam.instanceprofile;

import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.iam.TestingIam.PagedList;
import dev.keyward.wire.Struct;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InstanceProfileTest {

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private Struct create(String name) {
        return iam.call("CreateInstanceProfile", "InstanceProfileName", name)
                .struct("InstanceProfile")
                .orElseThrow();
    }

    private Struct get(String name) {
        return iam.call("GetInstanceProfile", "InstanceProfileName", name)
                .struct("InstanceProfile")
                .orElseThrow();
    }

    private void put(String role, String profile) {
        iam.call("AddRoleToInstanceProfile", "InstanceProfileName", profile, "RoleName", role);
    }

    private void take(String role, String profile) {
        iam.call("RemoveRoleFromInstanceProfile", "InstanceProfileName", profile, "RoleName", role);
    }

    @Test
    void isMadeWithoutARole() {
        var profile = iam.call(
                        "CreateInstanceProfile",
                        "InstanceProfileName",
                        "web",
                        "Path",
                        "/eu/",
                        "Tags",
                        list(tag("team", "blue")))
                .struct("InstanceProfile")
                .orElseThrow();

        assertEquals(
                "arn:aws:iam::123456789012:instance-profile/eu/web", profile.requiredText("Arn"));
        assertTrue(profile.requiredText("InstanceProfileId").matches("AIPA[A-Z2-7]{17}"));
        assertTrue(profile.has("Roles"));
        assertEquals(List.of(), profile.structs("Roles"));
        assertEquals(List.of("team"), texts(profile, "Tags", "Key"));
        assertEquals(profile, get("WEB"));
    }

    @Test
    void isMadeOnceInWhateverCase() {
        create("web");
        iam.refuses(
                "EntityAlreadyExists",
                "Instance Profile WEB already exists.",
                "CreateInstanceProfile",
                "InstanceProfileName",
                "WEB");
    }

    @Test
    void holdsOneRoleAtMost() {
        create("web");
        iam.createRole("one");
        iam.createRole("two");

        put("one", "web");

        var role = get("web").structs("Roles").getFirst();
        assertEquals("arn:aws:iam::123456789012:role/one", role.requiredText("Arn"));
        assertTrue(role.has("AssumeRolePolicyDocument"));
        assertFalse(role.has("MaxSessionDuration") || role.has("Description"));
        for (var name : List.of("one", "two")) {
            iam.refuses(
                    "LimitExceeded",
                    "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1",
                    "AddRoleToInstanceProfile",
                    "InstanceProfileName",
                    "web",
                    "RoleName",
                    name);
        }
        take("one", "web");
        put("two", "web");
        assertEquals(List.of("two"), texts(get("web"), "Roles", "RoleName"));
    }

    @Test
    void keepsItsRoleAndItselfFromBeingDeleted() {
        create("web");
        iam.createRole("one");
        put("one", "web");

        var conflict = "Cannot delete entity, must remove roles from instance profile first.";
        iam.refuses("DeleteConflict", conflict, "DeleteRole", "RoleName", "one");
        iam.refuses(
                "DeleteConflict", conflict, "DeleteInstanceProfile", "InstanceProfileName", "web");
        take("one", "web");
        iam.call("DeleteInstanceProfile", "InstanceProfileName", "web");
        iam.call("DeleteRole", "RoleName", "one");
        iam.refuses(
                "NoSuchEntity",
                "Instance Profile web cannot be found.",
                "GetInstanceProfile",
                "InstanceProfileName",
                "web");
    }

    @Test
    void givesUpOnlyTheRoleThatItHolds() {
        create("web");
        iam.createRole("one");
        for (var isHeld : List.of(false, true)) {
            if (isHeld) {
                put("one", "web");
                take("one", "web");
            }
            iam.refuses(
                    "NoSuchEntity",
                    "The role with name one cannot be found in instance profile web.",
                    "RemoveRoleFromInstanceProfile",
                    "InstanceProfileName",
                    "web",
                    "RoleName",
                    "one");
        }
        iam.refuses(
                "NoSuchEntity",
                "The role with name none cannot be found.",
                "AddRoleToInstanceProfile",
                "InstanceProfileName",
                "web",
                "RoleName",
                "none");
    }

    @Test
    void areListedByPathAndByRole() {
        iam.createRole("one");
        for (var name : List.of("a", "B", "c")) {
            create(name);
            put("one", name);
        }
        iam.call("CreateInstanceProfile", "InstanceProfileName", "d", "Path", "/eu/");

        iam.assertPages(
                List.of("a", "B", "c", "d"),
                new PagedList("ListInstanceProfiles", "InstanceProfiles", "InstanceProfileName"));
        iam.assertPages(
                List.of("d"),
                new PagedList("ListInstanceProfiles", "InstanceProfiles", "InstanceProfileName"),
                "PathPrefix",
                "/eu/");
        // In memory names are in the order of their characters, as in other lists of few.
        iam.assertPages(
                List.of("B", "a", "c"),
                new PagedList(
                        "ListInstanceProfilesForRole", "InstanceProfiles", "InstanceProfileName"),
                "RoleName",
                "one");
        assertFalse(iam.call("ListInstanceProfiles")
                .structs("InstanceProfiles")
                .getFirst()
                .has("Tags"));
        assertEquals(
                List.of("one"),
                texts(
                        iam.call("ListInstanceProfiles")
                                .structs("InstanceProfiles")
                                .getFirst(),
                        "Roles",
                        "RoleName"));
        iam.refuses(
                "NoSuchEntity",
                "The role with name none cannot be found.",
                "ListInstanceProfilesForRole",
                "RoleName",
                "none");
    }

    @Test
    void countsInTheSummaryAndStandsInTheDetails() {
        iam.createRole("one");
        create("web");
        put("one", "web");

        var summary = iam.call("GetAccountSummary").struct("SummaryMap").orElseThrow();
        assertEquals(1, summary.integer("InstanceProfiles").orElseThrow());
        var detail = iam.call("GetAccountAuthorizationDetails")
                .structs("RoleDetailList")
                .getFirst();
        assertEquals(List.of("web"), texts(detail, "InstanceProfileList", "InstanceProfileName"));
    }

    /** Who could put any role into a profile could act as it on a machine of its own. */
    @Test
    void takesARoleOnlyFromThoseWhoMayPassItOn() {
        create("web");
        iam.createRole("admin");
        iam.createRole("app");
        var eve = iam.keyward().user("eve");
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "iam:AddRoleToInstanceProfile", "Resource": "*"},
                  {"Effect": "Allow", "Action": "iam:PassRole",
                   "Resource": "arn:aws:iam::123456789012:role/app",
                   "Condition": {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"},
                     "ArnLike": {"iam:AssociatedResourceArn": "arn:aws:ec2:*:123456789012:instance/*"}}}]}""");

        iam.refusesTo(
                eve,
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/eve is not authorized to perform: iam:PassRole"
                        + " on resource: arn:aws:iam::123456789012:role/admin because no"
                        + " identity-based policy allows the iam:PassRole action",
                "AddRoleToInstanceProfile",
                "InstanceProfileName",
                "web",
                "RoleName",
                "admin");
        iam.callAs(
                eve, "AddRoleToInstanceProfile", "InstanceProfileName", "web", "RoleName", "app");
    }

    @Test
    void isAuthorizedByItsNameAndItsTags() {
        iam.call(
                "CreateInstanceProfile",
                "InstanceProfileName",
                "web",
                "Tags",
                list(tag("team", "blue")));
        create("other");
        var eve = iam.keyward().user("eve");
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:*",
                  "Resource": "*", "Condition": {"StringEquals": {"iam:ResourceTag/team": "blue"}}}}""");
        iam.callAs(eve, "GetInstanceProfile", "InstanceProfileName", "web");
        iam.refusesTo(
                eve,
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/eve is not authorized to perform:"
                        + " iam:GetInstanceProfile on resource: instance profile other because no"
                        + " identity-based policy allows the iam:GetInstanceProfile action",
                "GetInstanceProfile",
                "InstanceProfileName",
                "other");
    }
}
