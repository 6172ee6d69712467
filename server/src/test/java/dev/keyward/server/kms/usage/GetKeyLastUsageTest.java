package dev.keyward.server.kms.usage;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import dev.keyward.wire.model.Shape;
import dev.keyward.wire.model.StructureShape;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GetKeyLastUsageTest {

    private static final byte[] MESSAGE = {1, 2, 3};

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void tellsNothingOfAKeyThatWasNeverUsed() {
        kms.keyward().clock().advance(Duration.ofDays(3));
        var created = kms.keyward().clock().instant();
        var id = kms.createKey();
        kms.keyward().clock().advance(Duration.ofDays(3));
        var output = kms.call("GetKeyLastUsage", "KeyId", id);
        assertEquals(id, output.requiredText("KeyId"));
        assertEquals(Optional.of(created), output.time("KeyCreationDate"));
        assertEquals(Optional.of(created), output.time("TrackingStartDate"));
        assertEquals(Optional.of(Struct.empty()), output.struct("KeyLastUsage"));
    }

    @Test
    void tellsOfTheLastUse() {
        var id = kms.createKey();
        var blob = kms.call("Encrypt", "KeyId", id, "Plaintext", MESSAGE)
                .requiredBlob("CiphertextBlob");
        kms.keyward().clock().advance(Duration.ofMinutes(5));
        kms.call("Decrypt", "CiphertextBlob", blob);
        var request = kms.keyward().lastRequestId();
        var used = kms.keyward().clock().instant();
        kms.keyward().clock().advance(Duration.ofMinutes(5));
        var expected = Struct.builder()
                .put("Timestamp", used)
                .put("Operation", "Decrypt")
                .put("KmsRequestId", request)
                .build();
        assertEquals(
                Optional.of(expected),
                kms.call("GetKeyLastUsage", "KeyId", id).struct("KeyLastUsage"));
        kms.keyward().usage().save();
        assertEquals(
                Optional.of(expected),
                kms.call("GetKeyLastUsage", "KeyId", id).struct("KeyLastUsage"));
    }

    @Test
    void tracksAKeyThatIsOlderThanTrackingSinceTrackingBegan() {
        var id = kms.createKey();
        kms.change(id, key -> key.but().created(Instant.EPOCH).key());
        var output = kms.call("GetKeyLastUsage", "KeyId", id);
        assertEquals(Optional.of(Instant.EPOCH), output.time("KeyCreationDate"));
        assertEquals(Optional.of(TestingKeyward.START), output.time("TrackingStartDate"));
    }

    @Test
    void takesNoAliasAndNoKeyOfAnotherAccount() {
        var id = kms.createKey();
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        assertRefused(
                "NotFoundException",
                "Invalid keyId 'alias/mine'",
                () -> kms.call("GetKeyLastUsage", "KeyId", "alias/mine"));
        var arn = TestingKms.arn(id).toString();
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::210987654321:root is not authorized to perform:"
                        + " kms:GetKeyLastUsage on this resource because the resource does not exist in this"
                        + " Region, no resource-based policies allow access, or a resource-based policy"
                        + " explicitly denies access",
                () -> kms.callFromElsewhere("GetKeyLastUsage", "KeyId", arn));
    }

    @Test
    void tracksTheOperationsThatTheApiCanName() {
        var output = ApiModel.load("kms")
                .operation("GetKeyLastUsage")
                .orElseThrow()
                .output()
                .orElseThrow();
        var usage = (StructureShape) output.member("KeyLastUsage").orElseThrow().shape();
        var operation =
                (Shape.TextShape) usage.member("Operation").orElseThrow().shape();
        assertEquals(Set.copyOf(operation.allowed()), UsageTracking.operations());
    }
}
