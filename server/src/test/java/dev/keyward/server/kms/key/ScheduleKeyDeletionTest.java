package dev.keyward.server.kms.key;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleKeyDeletionTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void answersWhenTheKeyWillBeDeleted() {
        var output = kms.call("ScheduleKeyDeletion", "KeyId", id, "PendingWindowInDays", 7);
        var date = TestingKeyward.START.plus(Duration.ofDays(7));
        assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
        assertEquals(Optional.of(date), output.time("DeletionDate"));
        assertEquals("PendingDeletion", output.requiredText("KeyState"));
        assertEquals(Optional.of(7), output.integer("PendingWindowInDays"));
        var metadata = TestingKms.metadata(kms.call("DescribeKey", "KeyId", id));
        assertEquals("PendingDeletion", metadata.requiredText("KeyState"));
        assertEquals(Optional.of(false), metadata.bool("Enabled"));
        assertEquals(Optional.of(date), metadata.time("DeletionDate"));
    }

    @Test
    void waitsThirtyDaysIfNotToldOtherwise() {
        var output = kms.call("ScheduleKeyDeletion", "KeyId", id);
        assertEquals(Optional.of(30), output.integer("PendingWindowInDays"));
        assertEquals(
                Optional.of(TestingKeyward.START.plus(Duration.ofDays(30))),
                output.time("DeletionDate"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 31, 365})
    void refusesAWaitingPeriodOutsideItsLimits(int days) {
        assertRefused(
                "ValidationException",
                "PendingWindowInDays must be between 7 and 30 (inclusive)",
                () -> kms.call("ScheduleKeyDeletion", "KeyId", id, "PendingWindowInDays", days));
    }

    @Test
    void cannotBeDoneTwice() {
        kms.call("ScheduleKeyDeletion", "KeyId", id);
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending deletion.",
                () -> kms.call("ScheduleKeyDeletion", "KeyId", id));
    }

    @Test
    void policiesSeeTheWaitingPeriodAlsoWhenItIsTheUsualOne() {
        var user = kms.keyward().user("careful");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "kms:ScheduleKeyDeletion", "Resource": "*", "Condition":
                    {"NumericGreaterThanEquals": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}}}}""");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/careful is not authorized to perform:"
                        + " kms:ScheduleKeyDeletion on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:ScheduleKeyDeletion action",
                () -> kms.callAs(
                        user, "ScheduleKeyDeletion", "KeyId", id, "PendingWindowInDays", 29));
        kms.callAs(user, "ScheduleKeyDeletion", "KeyId", id);
    }

    @Test
    void isRefusedByAPolicyThatProtectsKeysInUse() {
        kms.keyward().setKeyPolicy(TestingKms.arn(id), TestingKms.policy("""
                        {"Effect": "Deny", "Principal": "*", "Action": "kms:ScheduleKeyDeletion", "Resource": "*",
                         "Condition": {"NumericLessThan": {"kms:TrailingDaysWithoutKeyUsage": "30"}}}"""));
        // Never used counts from the day when the key was made.
        kms.keyward().clock().advance(Duration.ofDays(29));
        assertDenied();
        kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1});
        kms.keyward().clock().advance(Duration.ofDays(29));
        kms.keyward().usage().save();
        assertDenied();
        kms.keyward().clock().advance(Duration.ofDays(1));
        kms.call("ScheduleKeyDeletion", "KeyId", id);
    }

    private void assertDenied() {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:ScheduleKeyDeletion on"
                        + " resource: " + TestingKms.arn(id)
                        + " with an explicit deny in a resource-based policy",
                () -> kms.call("ScheduleKeyDeletion", "KeyId", id));
    }
}
