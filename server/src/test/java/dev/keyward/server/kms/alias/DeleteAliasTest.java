package dev.keyward.server.kms.alias;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeleteAliasTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    DeleteAliasTest() {
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
    }

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void leavesTheKeyAlone() {
        assertEquals(Struct.empty(), kms.call("DeleteAlias", "AliasName", "alias/mine"));
        assertEquals(Set.of(), kms.stored(id).aliases());
        kms.call("DescribeKey", "KeyId", id);
    }

    @Test
    void refusesAnAliasThatDoesNotExist() {
        assertRefused(
                "NotFoundException",
                "Alias arn:aws:kms:eu-central-1:123456789012:alias/none is not found.",
                () -> kms.call("DeleteAlias", "AliasName", "alias/none"));
    }

    @Test
    void needsAPermissionOnTheAliasAndOneOnTheKey() {
        var user = kms.keyward().user("namer");
        for (var resource : List.of(
                "arn:aws:kms:eu-central-1:123456789012:alias/mine",
                TestingKms.arn(id).toString())) {
            assertRefused(
                    "AccessDeniedException",
                    "User: arn:aws:iam::123456789012:user/namer is not authorized to perform:"
                            + " kms:DeleteAlias on resource: " + resource
                            + " because no identity-based policy allows the kms:DeleteAlias action",
                    () -> kms.callAs(user, "DeleteAlias", "AliasName", "alias/mine"));
            kms.keyward().allow(user, """
                    {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                      "Action": "kms:DeleteAlias", "Resource": "%s"}}""".formatted(resource));
        }
        kms.callAs(user, "DeleteAlias", "AliasName", "alias/mine");
    }
}
