package dev.keyward.server.iam.user;

import dev.keyward.server.iam.TestingIam;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeleteUserTest {

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private void refusesWhile(String toDo) {
        iam.refuses(
                "DeleteConflict",
                "Cannot delete entity, " + toDo + " first.",
                "DeleteUser",
                "UserName",
                "Bob");
    }

    @Test
    void refusesWhileAnythingHangsOnTheUser() {
        iam.createUser("Bob");
        iam.call("CreateGroup", "GroupName", "dev");
        var policy = iam.createPolicy("some");
        iam.call("AttachUserPolicy", "UserName", "Bob", "PolicyArn", policy);
        iam.call(
                "PutUserPolicy",
                "UserName",
                "Bob",
                "PolicyName",
                "own",
                "PolicyDocument",
                TestingIam.DOCUMENT);
        iam.call("AddUserToGroup", "UserName", "Bob", "GroupName", "dev");
        var key = iam.call("CreateAccessKey", "UserName", "Bob")
                .struct("AccessKey")
                .orElseThrow()
                .requiredText("AccessKeyId");

        refusesWhile("must delete access keys");
        iam.call("DeleteAccessKey", "UserName", "Bob", "AccessKeyId", key);
        refusesWhile("must remove users from group");
        iam.call("RemoveUserFromGroup", "UserName", "Bob", "GroupName", "dev");
        refusesWhile("must detach all policies");
        iam.call("DetachUserPolicy", "UserName", "Bob", "PolicyArn", policy);
        refusesWhile("must delete policies");
        iam.call("DeleteUserPolicy", "UserName", "Bob", "PolicyName", "own");

        iam.call("DeleteUser", "UserName", "Bob");
        iam.refuses(
                "NoSuchEntity",
                "The user with name Bob cannot be found.",
                "GetUser",
                "UserName",
                "Bob");
    }

    @Test
    void refusesAUserThatDoesNotExist() {
        iam.refuses(
                "NoSuchEntity",
                "The user with name nobody cannot be found.",
                "DeleteUser",
                "UserName",
                "nobody");
    }
}
