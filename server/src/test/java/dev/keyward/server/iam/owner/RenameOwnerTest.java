package dev.keyward.server.iam.owner;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.iam.TestingIam;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RenameOwnerTest {

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    @Test
    void keepsIdKeysPoliciesAndGroups() {
        var before = iam.createUser("Bob");
        iam.call("CreateAccessKey", "UserName", "Bob");
        iam.call("CreateGroup", "GroupName", "dev");
        iam.call("AddUserToGroup", "UserName", "Bob", "GroupName", "dev");
        iam.call("AttachUserPolicy", "UserName", "Bob", "PolicyArn", iam.createPolicy("some"));

        iam.call("UpdateUser", "UserName", "Bob", "NewUserName", "Rob", "NewPath", "/eu/");

        var after = iam.call("GetUser", "UserName", "Rob").struct("User").orElseThrow();
        assertEquals(before.requiredText("UserId"), after.requiredText("UserId"));
        assertEquals(arn("user/eu/Rob"), after.requiredText("Arn"));
        assertEquals(
                List.of("Rob"),
                texts(
                        iam.call("ListAccessKeys", "UserName", "Rob"),
                        "AccessKeyMetadata",
                        "UserName"));
        assertEquals(
                List.of("dev"),
                texts(iam.call("ListGroupsForUser", "UserName", "Rob"), "Groups", "GroupName"));
        assertEquals(
                List.of("some"),
                texts(
                        iam.call("ListAttachedUserPolicies", "UserName", "Rob"),
                        "AttachedPolicies",
                        "PolicyName"));
        iam.refuses(
                "NoSuchEntity",
                "The user with name Bob cannot be found.",
                "GetUser",
                "UserName",
                "Bob");
    }

    @Test
    void letsTheCaseOfANameChange() {
        iam.call("CreateGroup", "GroupName", "dev");

        iam.call("UpdateGroup", "GroupName", "dev", "NewGroupName", "Dev");

        assertEquals(List.of("Dev"), texts(iam.call("ListGroups"), "Groups", "GroupName"));
    }

    @Test
    void refusesANameThatIsTaken() {
        iam.call("CreateGroup", "GroupName", "dev");
        iam.call("CreateGroup", "GroupName", "ops");

        iam.refuses(
                "EntityAlreadyExists",
                "Group with name OPS already exists.",
                "UpdateGroup",
                "GroupName",
                "dev",
                "NewGroupName",
                "OPS");
    }

    @Test
    void refusesWhatDoesNotExist() {
        iam.refuses(
                "NoSuchEntity",
                "The group with name none cannot be found.",
                "UpdateGroup",
                "GroupName",
                "none",
                "NewGroupName",
                "dev");
    }
}
