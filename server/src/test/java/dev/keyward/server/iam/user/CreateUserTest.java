package dev.keyward.server.iam.user;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.model.User;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CreateUserTest {

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    @Test
    void describesTheNewUser() {
        var user = iam.createUser("Bob");

        assertEquals("Bob", user.requiredText("UserName"));
        assertEquals("/", user.requiredText("Path"));
        assertEquals(arn("user/Bob"), user.requiredText("Arn"));
        assertEquals(TestingKeyward.START, user.time("CreateDate").orElseThrow());
        assertTrue(user.requiredText("UserId").matches("AIDA[A-Z2-7]{17}"));
        assertFalse(user.has("Tags"));
        assertFalse(user.has("PermissionsBoundary"));
    }

    @Test
    void takesAPath() {
        var user = iam.call("CreateUser", "UserName", "Bob", "Path", "/eu/dev/")
                .struct("User")
                .orElseThrow();

        assertEquals("/eu/dev/", user.requiredText("Path"));
        assertEquals(arn("user/eu/dev/Bob"), user.requiredText("Arn"));
    }

    @Test
    void answersWithTheTagsInTheOrderGiven() {
        var user = iam.call(
                        "CreateUser",
                        "UserName",
                        "Bob",
                        "Tags",
                        list(tag("team", "blue"), tag("cost", "")))
                .struct("User")
                .orElseThrow();

        assertEquals(List.of("team", "cost"), TestingIam.texts(user, "Tags", "Key"));
        assertEquals(List.of("blue", ""), TestingIam.texts(user, "Tags", "Value"));
    }

    @Test
    void refusesTagKeysThatDifferInCaseOnly() {
        iam.refuses(
                "InvalidInput",
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                "CreateUser",
                "UserName",
                "Bob",
                "Tags",
                list(tag("team", "blue"), tag("Team", "red")));
    }

    @Test
    void refusesTagsOfAws() {
        iam.refuses(
                "InvalidInput",
                "tag key AWS:team begins with aws:, which is reserved",
                "CreateUser",
                "UserName",
                "Bob",
                "Tags",
                list(tag("AWS:team", "blue")));
    }

    @Test
    void refusesANameThatDiffersInCaseOnly() {
        iam.createUser("Bob");

        iam.refuses(
                "EntityAlreadyExists",
                "User with name BOB already exists.",
                "CreateUser",
                "UserName",
                "BOB");
    }

    @Test
    void givesANewUserOfAnOldNameAnotherId() {
        var first = iam.createUser("Bob");
        iam.call("DeleteUser", "UserName", "Bob");

        assertNotEquals(first.requiredText("UserId"), iam.createUser("Bob").requiredText("UserId"));
    }

    @Test
    void boundsTheUserByThePolicyThatIsAskedFor() {
        var boundary = iam.createPolicy("limit");

        var user = iam.call("CreateUser", "UserName", "Bob", "PermissionsBoundary", boundary)
                .struct("User")
                .orElseThrow();

        var shown = user.struct("PermissionsBoundary").orElseThrow();
        assertEquals("Policy", shown.requiredText("PermissionsBoundaryType"));
        assertEquals(boundary, shown.requiredText("PermissionsBoundaryArn"));
    }

    @Test
    void refusesABoundaryThatDoesNotExist() {
        iam.refuses(
                "NoSuchEntity",
                "Scope ARN: " + arn("policy/none") + " does not exist or is not attachable.",
                "CreateUser",
                "UserName",
                "Bob",
                "PermissionsBoundary",
                arn("policy/none"));
        iam.refuses(
                "InvalidInput",
                "ARN " + arn("not_a_policy/none") + " is not valid.",
                "CreateUser",
                "UserName",
                "Bob",
                "PermissionsBoundary",
                arn("not_a_policy/none"));
    }

    @Test
    void keepsTheQuotaOfUsers() {
        iam.keyward().store().write(transaction -> {
            for (var number = 0; number < 5_000; number++) {
                transaction
                        .users()
                        .insert(new User(
                                TestingKeyward.ACCOUNT,
                                "/",
                                "user" + number,
                                "AIDA%017d".formatted(number),
                                TestingKeyward.START,
                                new TreeMap<>(),
                                Optional.empty()));
            }
            return Struct.empty();
        });

        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for UsersPerAccount: 5000",
                "CreateUser",
                "UserName",
                "Bob");
    }
}
