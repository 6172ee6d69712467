package dev.keyward.server.kms.rotation;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.ServiceException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RotateKeyOnDemandTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    private String material() {
        return TestingKms.metadata(kms.call("DescribeKey", "KeyId", id))
                .requiredText("CurrentKeyMaterialId");
    }

    @Test
    void makesFreshMaterialCurrentAndKeepsTheOld() {
        var first = material();
        var blob = kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {7})
                .requiredBlob("CiphertextBlob");
        var output = kms.call("RotateKeyOnDemand", "KeyId", id);
        assertEquals(TestingKms.struct("KeyId", TestingKms.arn(id).toString()), output);

        assertNotEquals(first, material());
        var dataKey = kms.call("GenerateDataKey", "KeyId", id, "KeySpec", "AES_256");
        assertEquals(material(), dataKey.requiredText("KeyMaterialId"));
        var decrypted = kms.call("Decrypt", "CiphertextBlob", blob);
        assertEquals(first, decrypted.requiredText("KeyMaterialId"));
        assertArrayEquals(new byte[] {7}, decrypted.requiredBlob("Plaintext"));
    }

    @Test
    void reEncryptionMovesACiphertextToTheNewMaterial() {
        var first = material();
        var blob = kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {7})
                .requiredBlob("CiphertextBlob");
        kms.call("RotateKeyOnDemand", "KeyId", id);
        var moved = kms.call("ReEncrypt", "CiphertextBlob", blob, "DestinationKeyId", id);
        assertEquals(first, moved.requiredText("SourceKeyMaterialId"));
        assertEquals(material(), moved.requiredText("DestinationKeyMaterialId"));
    }

    @Test
    void leavesTheScheduleAsItIs() {
        kms.call("EnableKeyRotation", "KeyId", id, "RotationPeriodInDays", 730);
        var schedule = kms.stored(id).rotation();
        kms.advance(Duration.ofDays(5));
        kms.call("RotateKeyOnDemand", "KeyId", id);
        assertEquals(schedule, kms.stored(id).rotation());
    }

    @Test
    void isDoneTwentyFiveTimesAndNoMore() {
        for (var count = 0; count < 25; count++) {
            kms.call("RotateKeyOnDemand", "KeyId", id);
        }
        var last = material();
        assertRefused(
                "LimitExceededException",
                "The on-demand rotations limit has been reached for the given keyId. No more on-demand"
                        + " rotations can be performed for this key: " + TestingKms.arn(id),
                () -> kms.call("RotateKeyOnDemand", "KeyId", id));
        assertEquals(last, material());
    }

    @Test
    void automaticRotationsDoNotCountAsThoseOnDemand() {
        kms.call("EnableKeyRotation", "KeyId", id, "RotationPeriodInDays", 90);
        kms.rotations().rotateDueKeys(kms.advance(Duration.ofDays(90)));
        for (var count = 0; count < 25; count++) {
            kms.call("RotateKeyOnDemand", "KeyId", id);
        }
        assertEquals(
                26,
                kms.call("ListKeyRotations", "KeyId", id).structs("Rotations").size());
    }

    @Test
    void refusesWhenAnAutomaticRotationIsNear() {
        kms.call("EnableKeyRotation", "KeyId", id, "RotationPeriodInDays", 90);
        kms.advance(Duration.ofDays(90).minus(Duration.ofMinutes(20)).minusMillis(1));
        kms.call("RotateKeyOnDemand", "KeyId", id);
        kms.advance(Duration.ofMillis(1));
        assertConflict();
        kms.advance(Duration.ofMinutes(21));
        assertConflict();
        kms.rotations().rotateDueKeys(kms.keyward().clock().instant());
        kms.call("RotateKeyOnDemand", "KeyId", id);
    }

    private void assertConflict() {
        assertRefused(
                "ConflictException",
                "an automatic rotation of " + TestingKms.arn(id) + " begins within 20 minutes",
                () -> kms.call("RotateKeyOnDemand", "KeyId", id));
    }

    @Test
    void refusesAKeyThatIsNotSymmetric() {
        var hmac = kms.createKey("KeySpec", "HMAC_256", "KeyUsage", "GENERATE_VERIFY_MAC");
        assertRefused(
                "UnsupportedOperationException",
                "",
                () -> kms.call("RotateKeyOnDemand", "KeyId", hmac));
    }

    @Test
    void isNotForAnotherAccount() {
        var first = material();
        kms.call(
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                TestingKms.policy(
                        TestingKms.allowTo(TestingKeyward.OTHER_ACCOUNT.value(), "kms:*")));
        assertThrows(
                ServiceException.class,
                () -> kms.callFromElsewhere(
                        "RotateKeyOnDemand", "KeyId", TestingKms.arn(id).toString()));
        assertEquals(first, material());
    }
}
