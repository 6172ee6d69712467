package dev.keyward.server.iam.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoginProfileTest {

    private static final String PASSWORD = "Correct-horse-1";
    private static final String MAY_CHANGE = """
            {"Version": "2012-10-17", "Statement":
              {"Effect": "Allow", "Action": "iam:ChangePassword", "Resource": "*"}}""";
    private static final String REUSED =
            "Policy constraint violation with password reuse prevention during password change.";

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private void create(String user) {
        iam.call("CreateLoginProfile", "UserName", user, "Password", PASSWORD);
    }

    private boolean mustReset(String user) {
        return iam.call("GetLoginProfile", "UserName", user)
                .struct("LoginProfile")
                .orElseThrow()
                .flag("PasswordResetRequired");
    }

    @Test
    void isMadeToldOfAndDeleted() {
        iam.createUser("Bob");
        var profile = iam.call(
                        "CreateLoginProfile",
                        "UserName",
                        "Bob",
                        "Password",
                        PASSWORD,
                        "PasswordResetRequired",
                        true)
                .struct("LoginProfile")
                .orElseThrow();

        assertEquals("Bob", profile.requiredText("UserName"));
        assertEquals(TestingKeyward.START, profile.time("CreateDate").orElseThrow());
        assertEquals(
                profile,
                iam.call("GetLoginProfile", "UserName", "Bob")
                        .struct("LoginProfile")
                        .orElseThrow());
        iam.refuses(
                "EntityAlreadyExists",
                "Login Profile for user Bob already exists.",
                "CreateLoginProfile",
                "UserName",
                "Bob",
                "Password",
                PASSWORD);
        iam.refuses(
                "DeleteConflict",
                "Cannot delete entity, must delete login profile first.",
                "DeleteUser",
                "UserName",
                "Bob");
        iam.call("DeleteLoginProfile", "UserName", "Bob");
        for (var operation :
                List.of("GetLoginProfile", "DeleteLoginProfile", "UpdateLoginProfile")) {
            iam.refuses(
                    "NoSuchEntity",
                    "Login Profile for User Bob cannot be found.",
                    operation,
                    "UserName",
                    "Bob");
            iam.refuses(
                    "NoSuchEntity",
                    "The user with name none cannot be found.",
                    operation,
                    "UserName",
                    "none");
        }
        iam.call("DeleteUser", "UserName", "Bob");
    }

    @Test
    void keepsNeitherPasswordNorPlainHash() {
        iam.createUser("Bob");
        create("Bob");
        var stored = iam.keyward()
                .store()
                .read(snapshot -> snapshot.loginProfiles()
                        .find(snapshot.users()
                                .find(TestingKeyward.ACCOUNT, "Bob")
                                .orElseThrow()
                                .id()))
                .orElseThrow();
        assertEquals(1, stored.sealedHashes().size());
        assertFalse(new String(stored.sealedHashes().getFirst(), StandardCharsets.ISO_8859_1)
                .contains(PASSWORD));
    }

    @Test
    void isUpdatedInWhatTheRequestNames() {
        iam.createUser("Bob");
        create("Bob");
        assertFalse(mustReset("Bob"));
        iam.call("UpdateLoginProfile", "UserName", "Bob", "PasswordResetRequired", true);
        iam.call("UpdateLoginProfile", "UserName", "Bob", "Password", "Another-horse-2");
        assertEquals(true, mustReset("Bob"));
        iam.call("UpdateLoginProfile", "UserName", "Bob");
        assertEquals(true, mustReset("Bob"));
    }

    @Test
    void isChangedByItsUserWhoKnowsTheOldOne() {
        var bob = iam.keyward().user("Bob");
        iam.keyward().allow(bob, MAY_CHANGE);
        iam.call(
                "CreateLoginProfile",
                "UserName",
                "Bob",
                "Password",
                PASSWORD,
                "PasswordResetRequired",
                true);

        iam.refusesTo(
                bob,
                "AccessDenied",
                "The old password was incorrect.",
                "ChangePassword",
                "OldPassword",
                "Wrong-horse-1",
                "NewPassword",
                "Another-horse-2");
        iam.refusesTo(
                bob,
                "AccessDenied",
                "The new password must not be the old one.",
                "ChangePassword",
                "OldPassword",
                PASSWORD,
                "NewPassword",
                PASSWORD);
        iam.callAs(
                bob, "ChangePassword", "OldPassword", PASSWORD, "NewPassword", "Another-horse-2");
        assertFalse(mustReset("Bob"));
        iam.refusesTo(
                bob,
                "PasswordPolicyViolation",
                "Password should have a minimum length of 8, Password should meet 1 more of the"
                        + " following requirements: Password should have at least one uppercase"
                        + " letter, Password should have at least one symbol",
                "ChangePassword",
                "OldPassword",
                "Another-horse-2",
                "NewPassword",
                "short1");
    }

    @Test
    void isNotChangedWithoutLeaveNorByOthersThanUsers() {
        var bob = iam.keyward().user("Bob");
        create("Bob");
        iam.refusesTo(
                bob,
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/Bob is not authorized to perform:"
                        + " iam:ChangePassword on resource: user Bob because no identity-based"
                        + " policy allows the iam:ChangePassword action",
                "ChangePassword",
                "OldPassword",
                PASSWORD,
                "NewPassword",
                "Another-horse-2");
        iam.refuses(
                "InvalidUserType",
                "Only IAM Users can change their own password.",
                "ChangePassword",
                "OldPassword",
                PASSWORD,
                "NewPassword",
                "Another-horse-2");

        iam.call("UpdateAccountPasswordPolicy", "AllowUsersToChangePassword", true);
        iam.callAs(
                bob, "ChangePassword", "OldPassword", PASSWORD, "NewPassword", "Another-horse-2");
        iam.callAs(bob, "GetAccountPasswordPolicy");
        iam.keyward().allow(bob, """
                {"Version": "2012-10-17", "Statement":
                  {"Effect": "Deny", "Action": "iam:ChangePassword", "Resource": "*"}}""");
        iam.refusesTo(
                bob,
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/Bob is not authorized to perform:"
                        + " iam:ChangePassword on resource: user Bob with an explicit deny in an"
                        + " identity-based policy",
                "ChangePassword",
                "OldPassword",
                "Another-horse-2",
                "NewPassword",
                PASSWORD);
    }

    @Test
    void isNotOneOfTheLastThatThePolicyForbids() {
        iam.createUser("Bob");
        create("Bob");
        iam.call("UpdateAccountPasswordPolicy", "PasswordReusePrevention", 2);
        update("horse-2");
        iam.refuses(
                "PasswordPolicyViolation",
                REUSED,
                "UpdateLoginProfile",
                "UserName",
                "Bob",
                "Password",
                PASSWORD);
        update("horse-3");
        update(PASSWORD);
    }

    private void update(String password) {
        iam.keyward().clock().advance(Duration.ofSeconds(1));
        iam.call("UpdateLoginProfile", "UserName", "Bob", "Password", password);
    }

    @Test
    void needsAUserAndAPassword() {
        iam.createUser("Bob");
        iam.refuses(
                "ValidationError",
                "1 validation error detected: Value at 'password' failed to satisfy constraint:"
                        + " Member must not be null",
                "CreateLoginProfile",
                "UserName",
                "Bob");
        iam.refuses(
                "ValidationError",
                "1 validation error detected: Value at 'userName' failed to satisfy constraint:"
                        + " Member must not be null",
                "CreateLoginProfile",
                "Password",
                PASSWORD);
    }

    @Test
    void isToldOfInTheCredentialReport() {
        iam.createUser("Bob");
        create("Bob");
        iam.call("UpdateAccountPasswordPolicy", "MaxPasswordAge", 10);
        iam.call("GenerateCredentialReport");
        var report = new String(
                iam.call("GetCredentialReport").requiredBlob("Content"), StandardCharsets.UTF_8);
        assertEquals(
                List.of(
                        "true",
                        "no_information",
                        "2026-11-24T12:00:00+00:00",
                        "2026-12-04T12:00:00+00:00"),
                List.of(report.lines().toList().getLast().split(",", -1)).subList(3, 7));
    }
}
