package dev.keyward.server.iam.group;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.iam.TestingIam.PagedList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GroupTest {

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    @Test
    void describesANewGroup() {
        var group = iam.call("CreateGroup", "GroupName", "dev", "Path", "/eu/")
                .struct("Group")
                .orElseThrow();

        assertEquals(arn("group/eu/dev"), group.requiredText("Arn"));
        assertTrue(group.requiredText("GroupId").matches("AGPA[A-Z2-7]{17}"));
    }

    @Test
    void refusesANameThatIsTaken() {
        iam.call("CreateGroup", "GroupName", "dev");

        iam.refuses(
                "EntityAlreadyExists",
                "Group with name Dev already exists.",
                "CreateGroup",
                "GroupName",
                "Dev");
    }

    @Test
    void showsItsMembersByName() {
        iam.call("CreateGroup", "GroupName", "dev");
        for (var name : List.of("carol", "alice", "bob")) {
            iam.createUser(name);
            iam.call("AddUserToGroup", "UserName", name, "GroupName", "dev");
        }

        var answer = iam.call("GetGroup", "GroupName", "dev");

        assertEquals("dev", answer.struct("Group").orElseThrow().requiredText("GroupName"));
        assertEquals(List.of("alice", "bob", "carol"), texts(answer, "Users", "UserName"));
        iam.assertPages(
                List.of("alice", "bob", "carol"),
                new PagedList("GetGroup", "Users", "UserName"),
                "GroupName",
                "dev");
    }

    @Test
    void isIndifferentToWhatIsSoAlready() {
        iam.createUser("Bob");
        iam.call("CreateGroup", "GroupName", "dev");
        iam.call("RemoveUserFromGroup", "UserName", "Bob", "GroupName", "dev");
        iam.call("AddUserToGroup", "UserName", "Bob", "GroupName", "dev");
        iam.call("AddUserToGroup", "UserName", "Bob", "GroupName", "dev");

        assertEquals(
                List.of("dev"),
                texts(iam.call("ListGroupsForUser", "UserName", "Bob"), "Groups", "GroupName"));
    }

    @Test
    void looksForTheUserBeforeTheGroup() {
        iam.createUser("Bob");

        iam.refuses(
                "NoSuchEntity",
                "The group with name none cannot be found.",
                "AddUserToGroup",
                "UserName",
                "Bob",
                "GroupName",
                "none");
        iam.refuses(
                "NoSuchEntity",
                "The user with name nobody cannot be found.",
                "RemoveUserFromGroup",
                "UserName",
                "nobody",
                "GroupName",
                "none");
    }

    @Test
    void keepsTheQuotaOfGroupsPerUser() {
        iam.createUser("Bob");
        for (var number = 0; number <= 10; number++) {
            iam.call("CreateGroup", "GroupName", "group" + number);
            if (number < 10) {
                iam.call("AddUserToGroup", "UserName", "Bob", "GroupName", "group" + number);
            }
        }

        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for GroupsPerUser: 10",
                "AddUserToGroup",
                "UserName",
                "Bob",
                "GroupName",
                "group10");
        iam.call("AddUserToGroup", "UserName", "Bob", "GroupName", "group9");
    }

    @Test
    void isNotDeletedWhileAnybodyIsInIt() {
        iam.createUser("Bob");
        iam.call("CreateGroup", "GroupName", "dev");
        iam.call("AddUserToGroup", "UserName", "Bob", "GroupName", "dev");
        iam.refuses(
                "DeleteConflict",
                "Cannot delete entity, must remove users from group first.",
                "DeleteGroup",
                "GroupName",
                "dev");
        iam.call("RemoveUserFromGroup", "UserName", "Bob", "GroupName", "dev");
        var policy = iam.createPolicy("some");
        iam.call("AttachGroupPolicy", "GroupName", "dev", "PolicyArn", policy);
        iam.refuses(
                "DeleteConflict",
                "Cannot delete entity, must detach all policies first.",
                "DeleteGroup",
                "GroupName",
                "dev");
        iam.call("DetachGroupPolicy", "GroupName", "dev", "PolicyArn", policy);

        iam.call("DeleteGroup", "GroupName", "dev");

        iam.refuses(
                "NoSuchEntity",
                "The group with name dev cannot be found.",
                "GetGroup",
                "GroupName",
                "dev");
    }
}
