package dev.keyward.server.iam.accesskey;

import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.AccessKeyIds;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.Struct;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AccessKeyTest {

    private static final String ALLOW_OWN_KEYS = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:*AccessKey*",
              "Resource": "arn:aws:iam::*:user/${aws:username}"}}""";

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private Struct create(String user) {
        return iam.call("CreateAccessKey", "UserName", user).struct("AccessKey").orElseThrow();
    }

    @Test
    void showsItsSecretOnceAndKeepsItSealed() {
        iam.createUser("Bob");

        var key = create("Bob");

        assertEquals("Bob", key.requiredText("UserName"));
        assertEquals("Active", key.requiredText("Status"));
        var id = key.requiredText("AccessKeyId");
        assertTrue(id.matches("AKIA[A-Z2-7]{16}"), id);
        assertEquals(Optional.of(TestingKeyward.ACCOUNT), AccessKeyIds.accountOf(id));
        var secret = key.requiredText("SecretAccessKey");
        assertEquals(40, secret.length());
        var listed = iam.call("ListAccessKeys", "UserName", "Bob")
                .structs("AccessKeyMetadata")
                .getFirst();
        assertEquals(id, listed.requiredText("AccessKeyId"));
        assertFalse(listed.has("SecretAccessKey"));
        var stored = iam.keyward()
                .store()
                .read(snapshot -> snapshot.accessKeys().find(id))
                .orElseThrow();
        assertFalse(
                new String(stored.sealedSecret(), StandardCharsets.ISO_8859_1).contains(secret));
    }

    @Test
    void isOneOfTwoAtMost() {
        iam.createUser("Bob");
        var first = create("Bob").requiredText("AccessKeyId");
        iam.keyward().clock().advance(Duration.ofMinutes(1));
        var second = create("Bob").requiredText("AccessKeyId");

        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for AccessKeysPerUser: 2",
                "CreateAccessKey",
                "UserName",
                "Bob");
        assertEquals(
                List.of(first, second),
                texts(
                        iam.call("ListAccessKeys", "UserName", "Bob"),
                        "AccessKeyMetadata",
                        "AccessKeyId"));
    }

    @Test
    void isSwitchedOffAndOn() {
        iam.createUser("Bob");
        var id = create("Bob").requiredText("AccessKeyId");

        for (var status : List.of("Inactive", "Active")) {
            iam.call("UpdateAccessKey", "UserName", "Bob", "AccessKeyId", id, "Status", status);
            assertEquals(
                    List.of(status),
                    texts(
                            iam.call("ListAccessKeys", "UserName", "Bob"),
                            "AccessKeyMetadata",
                            "Status"));
        }
    }

    @Test
    void isDeletedForGood() {
        iam.createUser("Bob");
        var id = create("Bob").requiredText("AccessKeyId");

        iam.call("DeleteAccessKey", "UserName", "Bob", "AccessKeyId", id);

        assertEquals(
                List.of(),
                iam.call("ListAccessKeys", "UserName", "Bob").structs("AccessKeyMetadata"));
        iam.refuses(
                "NoSuchEntity",
                "The Access Key with id " + id + " cannot be found.",
                "DeleteAccessKey",
                "UserName",
                "Bob",
                "AccessKeyId",
                id);
    }

    @Test
    void ofAnotherUserIsNotFound() {
        iam.createUser("Bob");
        iam.createUser("Eve");
        var id = create("Bob").requiredText("AccessKeyId");

        iam.refuses(
                "NoSuchEntity",
                "The Access Key with id " + id + " cannot be found.",
                "UpdateAccessKey",
                "UserName",
                "Eve",
                "AccessKeyId",
                id,
                "Status",
                "Inactive");
    }

    @Test
    void isTheCallersIfNoUserIsNamed() {
        var bob = iam.keyward().user("Bob");
        iam.keyward().allow(bob, ALLOW_OWN_KEYS);

        var key = iam.callAs(bob, "CreateAccessKey").struct("AccessKey").orElseThrow();

        assertEquals("Bob", key.requiredText("UserName"));
        assertEquals(
                List.of(key.requiredText("AccessKeyId")),
                texts(iam.callAs(bob, "ListAccessKeys"), "AccessKeyMetadata", "AccessKeyId"));
        iam.callAs(bob, "DeleteAccessKey", "AccessKeyId", key.requiredText("AccessKeyId"));
    }

    @Test
    void isTheRootUsersIfItNamesNobody() {
        var key = iam.call("CreateAccessKey").struct("AccessKey").orElseThrow();

        assertFalse(key.has("UserName"));
        assertEquals(
                List.of(key.requiredText("AccessKeyId")),
                texts(iam.call("ListAccessKeys"), "AccessKeyMetadata", "AccessKeyId"));
    }

    @Test
    void refusesUsersThatDoNotExist() {
        iam.refuses(
                "NoSuchEntity",
                "The user with name none cannot be found.",
                "CreateAccessKey",
                "UserName",
                "none");
    }
}
