package dev.keyward.server.iam.owner;

import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.iam.TestingIam.PagedList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ListOwnersTest {

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    @Test
    void listsUsersByName() {
        iam.createUser("carol");
        iam.createUser("alice");
        iam.createUser("bob");

        var answer = iam.call("ListUsers");

        assertEquals(List.of("alice", "bob", "carol"), texts(answer, "Users", "UserName"));
        assertFalse(answer.flag("IsTruncated"));
        assertFalse(answer.has("Marker"));
        iam.assertPages(
                List.of("alice", "bob", "carol"), new PagedList("ListUsers", "Users", "UserName"));
    }

    @Test
    void listsWhatIsUnderAPath() {
        iam.call("CreateGroup", "GroupName", "one", "Path", "/eu/dev/");
        iam.call("CreateGroup", "GroupName", "two", "Path", "/eu/");
        iam.call("CreateGroup", "GroupName", "three");

        assertEquals(
                List.of("one", "two"),
                texts(iam.call("ListGroups", "PathPrefix", "/eu/"), "Groups", "GroupName"));
        assertEquals(
                List.of("one"),
                texts(iam.call("ListGroups", "PathPrefix", "/eu/dev/"), "Groups", "GroupName"));
    }

    @Test
    void showsRolesWithoutTagsAndBoundary() {
        var boundary = iam.createPolicy("limit");
        iam.call(
                "CreateRole",
                "RoleName",
                "dev",
                "AssumeRolePolicyDocument",
                TestingIam.TRUST,
                "PermissionsBoundary",
                boundary,
                "Tags",
                TestingIam.list(TestingIam.tag("team", "blue")));

        var role = iam.call("ListRoles").structs("Roles").getFirst();

        assertEquals(3600, role.integer("MaxSessionDuration").orElseThrow());
        assertTrue(role.has("AssumeRolePolicyDocument"));
        assertFalse(role.has("Tags"));
        assertFalse(role.has("PermissionsBoundary"));
        assertFalse(role.has("RoleLastUsed"));
        assertFalse(role.has("Description"));
    }

    @Test
    void refusesAMarkerOfAnotherList() {
        iam.createUser("alice");
        iam.createUser("bob");
        var marker = iam.call("ListUsers", "MaxItems", 1).requiredText("Marker");

        iam.refuses("ValidationError", "Invalid Marker: " + marker, "ListGroups", "Marker", marker);
        iam.refuses(
                "ValidationError",
                "Invalid Marker: " + marker,
                "ListUsers",
                "Marker",
                marker,
                "PathPrefix",
                "/eu/");
        iam.refuses("ValidationError", "Invalid Marker: x", "ListUsers", "Marker", "x");
    }

    @Test
    void keepsMarkersOfTheLongestNamesWithinTheApisLimit() {
        iam.call("CreateGroup", "GroupName", "a".repeat(128));
        iam.call("CreateGroup", "GroupName", "b".repeat(128));
        var marker = iam.call("ListGroups", "MaxItems", 1).requiredText("Marker");

        assertTrue(marker.length() <= 320, "the marker has " + marker.length() + " characters");
        assertEquals(
                List.of("b".repeat(128)),
                texts(iam.call("ListGroups", "Marker", marker), "Groups", "GroupName"));
    }
}
