package dev.keyward.server.kms.alias;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.crypto.KeyUsage;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UpdateAliasTest {

    private final TestingKms kms = new TestingKms();
    private final String one = kms.createKey();
    private final String other = kms.createKey();

    UpdateAliasTest() {
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", one);
    }

    @AfterEach
    void close() {
        kms.close();
    }

    private Struct update(String keyId) {
        return kms.call("UpdateAlias", "AliasName", "alias/mine", "TargetKeyId", keyId);
    }

    @Test
    void leadsToTheOtherKeyFromNowOn() {
        kms.keyward().clock().advance(Duration.ofHours(1));
        assertEquals(Struct.empty(), update(other));
        assertEquals(Set.of(), kms.stored(one).aliases());
        assertEquals(Set.of("alias/mine"), kms.stored(other).aliases());
        var entry = kms.call("ListAliases", "KeyId", other).structs("Aliases").getFirst();
        assertEquals(other, entry.requiredText("TargetKeyId"));
        assertEquals(
                Optional.of(Duration.ofHours(1)),
                entry.time("LastUpdatedDate")
                        .map(updated -> Duration.between(
                                entry.time("CreationDate").orElseThrow(), updated)));
    }

    @Test
    void refusesAnAliasThatDoesNotExist() {
        assertRefused(
                "NotFoundException",
                "Alias arn:aws:kms:eu-central-1:123456789012:alias/none is not found.",
                () -> kms.call("UpdateAlias", "AliasName", "alias/none", "TargetKeyId", one));
    }

    @Test
    void refusesNamesThatCannotExist() {
        assertRefused(
                "ValidationException",
                "Invalid identifier",
                () -> kms.call("UpdateAlias", "AliasName", "mine", "TargetKeyId", one));
        assertRefused(
                "NotAuthorizedException",
                "",
                () -> kms.call("UpdateAlias", "AliasName", "alias/aws/s3", "TargetKeyId", one));
    }

    @Test
    void leavesAKeyThatWillBeDeletedButDoesNotLeadToOne() {
        kms.call("ScheduleKeyDeletion", "KeyId", one);
        update(other);
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(one) + " is pending deletion.",
                () -> update(one));
    }

    @Test
    void refusesAKeyOfAnotherUsage() {
        kms.change(other, key -> TestingKms.withUsage(key, KeyUsage.GENERATE_VERIFY_MAC));
        assertRefused(
                "ValidationException",
                "an alias of a SYMMETRIC_DEFAULT key for ENCRYPT_DECRYPT cannot lead to a SYMMETRIC_DEFAULT"
                        + " key for GENERATE_VERIFY_MAC",
                () -> update(other));
    }

    @Test
    void needsAPermissionOnTheAliasAndOnBothKeys() {
        var user = kms.keyward().user("namer");
        for (var resource : new String[] {
            "arn:aws:kms:eu-central-1:123456789012:alias/mine",
            TestingKms.arn(one).toString(),
            TestingKms.arn(other).toString()
        }) {
            assertRefused(
                    "AccessDeniedException",
                    "User: arn:aws:iam::123456789012:user/namer is not authorized to perform:"
                            + " kms:UpdateAlias on resource: " + resource
                            + " because no identity-based policy allows the kms:UpdateAlias action",
                    () -> kms.callAs(
                            user, "UpdateAlias", "AliasName", "alias/mine", "TargetKeyId", other));
            kms.keyward().allow(user, """
                    {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                      "Action": "kms:UpdateAlias", "Resource": "%s"}}""".formatted(resource));
        }
        kms.callAs(user, "UpdateAlias", "AliasName", "alias/mine", "TargetKeyId", other);
    }
}
