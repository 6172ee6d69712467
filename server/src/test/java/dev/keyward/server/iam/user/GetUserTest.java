package dev.keyward.server.iam.user;

import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.policy.Principal;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.iam.TestingIam;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GetUserTest {

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    @Test
    void findsAUserWhateverTheCaseOfItsName() {
        iam.createUser("Bob");

        var user = iam.call("GetUser", "UserName", "bob").struct("User").orElseThrow();

        assertEquals("Bob", user.requiredText("UserName"));
        assertFalse(user.has("Tags"));
    }

    @Test
    void showsTagsInTheirOrder() {
        iam.call(
                "CreateUser",
                "UserName",
                "Bob",
                "Tags",
                list(tag("Team", "blue"), tag("Environment", "test")));

        var user = iam.call("GetUser", "UserName", "Bob").struct("User").orElseThrow();

        assertEquals(List.of("Environment", "Team"), TestingIam.texts(user, "Tags", "Key"));
    }

    @Test
    void refusesAUserThatDoesNotExist() {
        iam.refuses(
                "NoSuchEntity",
                "The user with name nobody cannot be found.",
                "GetUser",
                "UserName",
                "nobody");
    }

    @Test
    void showsTheRootUserToItself() {
        var root = iam.call("GetUser").struct("User").orElseThrow();

        assertEquals("123456789012", root.requiredText("UserId"));
        assertEquals("arn:aws:iam::123456789012:root", root.requiredText("Arn"));
        assertFalse(root.has("UserName"));
    }

    @Test
    void asksASessionWhomItMeans() {
        var account = TestingKeyward.ACCOUNT;
        var session = new Caller(
                new Principal.AssumedRole(
                        account,
                        "arn:aws:sts::123456789012:assumed-role/dev/me",
                        "arn:aws:iam::123456789012:role/dev",
                        "AROAEXAMPLE",
                        "me"),
                "ASIAEXAMPLE",
                Optional.empty());

        iam.refusesTo(
                session,
                "ValidationError",
                "Must specify userName when calling with non-User credentials",
                "GetUser");
    }
}
