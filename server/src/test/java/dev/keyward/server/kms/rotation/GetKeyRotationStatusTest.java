package dev.keyward.server.kms.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GetKeyRotationStatusTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    private Struct status() {
        return kms.call("GetKeyRotationStatus", "KeyId", id);
    }

    @Test
    void saysThatAKeyIsNotRotatedUnlessSomebodyAskedForIt() {
        assertEquals(
                TestingKms.struct(
                        "KeyId", TestingKms.arn(id).toString(), "KeyRotationEnabled", false),
                status());
    }

    @Test
    void saysHowOftenAKeyIsRotatedAndWhenNext() {
        kms.call("EnableKeyRotation", "KeyId", id, "RotationPeriodInDays", 180);
        var status = status();
        assertEquals(Optional.of(true), status.bool("KeyRotationEnabled"));
        assertEquals(Optional.of(180), status.integer("RotationPeriodInDays"));
        assertEquals(
                Optional.of(TestingKeyward.START.plus(Duration.ofDays(180))),
                status.time("NextRotationDate"));
        assertEquals(Optional.empty(), status.time("OnDemandRotationStartDate"));
    }

    @Test
    void aKeyThatIsDisabledKeepsItsSchedule() {
        kms.call("EnableKeyRotation", "KeyId", id);
        var before = status();
        kms.call("DisableKey", "KeyId", id);
        assertEquals(before, status());
    }

    @Test
    void aKeyThatWaitsToBeDeletedIsNotRotatedUntilThatIsCancelled() {
        kms.call("EnableKeyRotation", "KeyId", id);
        var before = status();
        kms.call("ScheduleKeyDeletion", "KeyId", id);
        assertEquals(Optional.of(false), status().bool("KeyRotationEnabled"));
        assertEquals(Optional.empty(), status().time("NextRotationDate"));
        kms.call("CancelKeyDeletion", "KeyId", id);
        assertEquals(before, status());
    }

    @Test
    void aKeyThatCannotBeRotatedNeverIs() {
        var hmac = kms.createKey("KeySpec", "HMAC_256", "KeyUsage", "GENERATE_VERIFY_MAC");
        assertEquals(
                TestingKms.struct(
                        "KeyId", TestingKms.arn(hmac).toString(), "KeyRotationEnabled", false),
                kms.call("GetKeyRotationStatus", "KeyId", hmac));
    }

    @Test
    void anotherAccountMayBeToldIfTheKeyPolicySaysSo() {
        kms.call(
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                TestingKms.policy(TestingKms.allowTo(
                        TestingKeyward.OTHER_ACCOUNT.value(), "kms:GetKeyRotationStatus")));
        var status = kms.callFromElsewhere(
                "GetKeyRotationStatus", "KeyId", TestingKms.arn(id).toString());
        assertEquals(Optional.of(false), status.bool("KeyRotationEnabled"));
    }
}
