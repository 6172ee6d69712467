package dev.keyward.server.kms.rotation;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KeyManager;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.RotationSchedule;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnableKeyRotationTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    private static Instant inDays(int days) {
        return TestingKeyward.START.plus(Duration.ofDays(days));
    }

    private void assertSchedule(int days, Instant next) {
        assertEquals(
                Optional.of(new RotationSchedule(days, next)), kms.stored(id).rotation());
    }

    @Test
    void rotatesEveryYearIfNotToldOtherwise() {
        assertEquals(Struct.empty(), kms.call("EnableKeyRotation", "KeyId", id));
        assertSchedule(365, inDays(365));
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 2560})
    void takesAPeriod(int days) {
        kms.call("EnableKeyRotation", "KeyId", id, "RotationPeriodInDays", days);
        assertSchedule(days, inDays(days));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 89, 2561})
    void refusesAPeriodOutsideItsLimits(int days) {
        var refusal = assertThrows(
                ServiceException.class,
                () -> kms.call("EnableKeyRotation", "KeyId", id, "RotationPeriodInDays", days));
        assertTrue(refusal.text().orElse("").contains("rotationPeriodInDays"), refusal::toString);
    }

    @Test
    void changesThePeriodFromNowOn() {
        kms.call("EnableKeyRotation", "KeyId", id, "RotationPeriodInDays", 90);
        kms.advance(Duration.ofDays(10));
        kms.call("EnableKeyRotation", "KeyId", id, "RotationPeriodInDays", 100);
        assertSchedule(100, inDays(110));
    }

    @Test
    void askingAgainDoesNotPutTheRotationOff() {
        kms.call("EnableKeyRotation", "KeyId", id);
        kms.advance(Duration.ofDays(10));
        kms.call("EnableKeyRotation", "KeyId", id);
        assertSchedule(365, inDays(365));
    }

    @Test
    void refusesImportedMaterialBeforeItAsksForTheState() {
        kms.change(id, key -> key.but().origin(KeyOrigin.EXTERNAL).key());
        for (var operation : new String[] {"EnableKeyRotation", "DisableKeyRotation"}) {
            assertRefused(
                    "UnsupportedOperationException",
                    TestingKms.arn(id)
                            + " origin is EXTERNAL which is not valid for this operation.",
                    () -> kms.call(operation, "KeyId", id));
        }
    }

    @Test
    void refusesAKeyThatIsNotSymmetric() {
        var hmac = kms.createKey("KeySpec", "HMAC_256", "KeyUsage", "GENERATE_VERIFY_MAC");
        for (var operation : new String[] {"EnableKeyRotation", "DisableKeyRotation"}) {
            assertRefused(
                    "UnsupportedOperationException", "", () -> kms.call(operation, "KeyId", hmac));
        }
    }

    @Test
    void refusesAKeyThatAwsManages() {
        kms.change(id, key -> key.but().manager(KeyManager.AWS).key());
        assertRefused(
                "UnsupportedOperationException",
                TestingKms.arn(id) + " is managed by AWS and rotated every year",
                () -> kms.call("EnableKeyRotation", "KeyId", id));
    }

    @Test
    void isForThePrimaryOfRelatedKeysAndHoldsForAllOfThem() {
        var elsewhere = new Region("us-east-1");
        var mrk = kms.createKey("MultiRegion", true);
        var replica = kms.stored(mrk).but().region(elsewhere).key();
        kms.keyward().store().write(transaction -> {
            transaction.keys().insert(replica);
            return replica;
        });
        kms.call("EnableKeyRotation", "KeyId", mrk);
        var schedule = Optional.of(new RotationSchedule(365, inDays(365)));
        assertEquals(schedule, kms.stored(mrk).rotation());
        assertEquals(schedule, kms.stored(replica.arn()).rotation());

        kms.change(mrk, key -> key.but().primaryRegion(Optional.of(elsewhere)).key());
        for (var operation :
                new String[] {"EnableKeyRotation", "DisableKeyRotation", "RotateKeyOnDemand"}) {
            assertRefused(
                    "UnsupportedOperationException",
                    TestingKms.arn(mrk) + " is not a multi-region primary key.",
                    () -> kms.call(operation, "KeyId", mrk));
        }
    }

    @Test
    void policiesLimitThePeriodAlsoOneThatIsNotNamed() {
        var user = kms.keyward().user("rotator");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "kms:EnableKeyRotation", "Resource": "*",
                  "Condition": {"NumericLessThanEquals": {"kms:RotationPeriodInDays": "180"}}}}""");
        kms.callAs(user, "EnableKeyRotation", "KeyId", id, "RotationPeriodInDays", 180);
        var refusal = assertThrows(
                ServiceException.class, () -> kms.callAs(user, "EnableKeyRotation", "KeyId", id));
        assertTrue(refusal.text().orElse("").contains("kms:EnableKeyRotation"), refusal::toString);
        assertSchedule(180, inDays(180));
    }

    @Test
    void isNotForAnotherAccount() {
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
                        "EnableKeyRotation", "KeyId", TestingKms.arn(id).toString()));
        assertEquals(Optional.empty(), kms.stored(id).rotation());
    }
}
