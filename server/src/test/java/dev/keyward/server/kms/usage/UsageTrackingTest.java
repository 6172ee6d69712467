package dev.keyward.server.kms.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.LastUse;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UsageTrackingTest {

    private static final byte[] MESSAGE = {1, 2, 3};

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    private Optional<LastUse> stored(String keyId) {
        return kms.keyward()
                .store()
                .read(snapshot -> snapshot.lastUses().find(TestingKms.arn(keyId)));
    }

    private Struct usage(String keyId) {
        return kms.call("GetKeyLastUsage", "KeyId", keyId)
                .struct("KeyLastUsage")
                .orElseThrow();
    }

    private void encrypt() {
        kms.call("Encrypt", "KeyId", id, "Plaintext", MESSAGE);
    }

    @Test
    void writesNothingUntilItIsToldTo() {
        encrypt();
        assertEquals(Optional.empty(), stored(id));
        assertEquals(1, kms.keyward().usage().save());
        assertEquals(
                Optional.of(new LastUse(
                        TestingKms.arn(id),
                        "Encrypt",
                        TestingKeyward.START,
                        kms.keyward().lastRequestId())),
                stored(id));
        assertEquals(0, kms.keyward().usage().save());
    }

    @Test
    void writesManyKeysInSeveralTransactions() {
        var keys = 501;
        for (var count = 0; count < keys; count++) {
            kms.call("Encrypt", "KeyId", kms.createKey(), "Plaintext", MESSAGE);
        }
        assertEquals(keys, kms.keyward().usage().save());
        assertEquals(0, kms.keyward().usage().save());
    }

    @Test
    void anotherServerGoesOnWithWhatWasWritten() {
        encrypt();
        kms.keyward().usage().save();
        var later = TestingKeyward.START.plus(Duration.ofDays(400));
        var next = UsageTracking.begin(kms.keyward().store(), later);
        var key = kms.stored(id);
        assertEquals(
                Optional.of("Encrypt"),
                kms.keyward()
                        .store()
                        .read(snapshot -> next.lastUse(key, snapshot).map(LastUse::operation)));
        assertEquals(TestingKeyward.START, next.since(key));
        var older = key.but().created(Instant.EPOCH).key();
        assertEquals(TestingKeyward.START, next.since(older));
    }

    @Test
    void bothKeysOfReEncryptAreUsed() {
        var blob = kms.call("Encrypt", "KeyId", id, "Plaintext", MESSAGE)
                .requiredBlob("CiphertextBlob");
        var other = kms.createKey();
        kms.call("ReEncrypt", "CiphertextBlob", blob, "DestinationKeyId", other);
        assertEquals("ReEncrypt", usage(id).requiredText("Operation"));
        assertEquals("ReEncrypt", usage(other).requiredText("Operation"));
        assertEquals(
                usage(id).requiredText("KmsRequestId"), usage(other).requiredText("KmsRequestId"));
    }

    @Test
    void whatIsRefusedOrIsNoCryptographyIsNoUse() {
        assertThrows(
                ServiceException.class,
                () -> kms.call("Encrypt", "KeyId", id, "Plaintext", MESSAGE, "DryRun", true));
        assertThrows(
                ServiceException.class,
                () -> kms.call("Decrypt", "KeyId", id, "CiphertextBlob", MESSAGE));
        kms.call("DescribeKey", "KeyId", id);
        kms.call("TagResource", "KeyId", id, "Tags", java.util.List.of(TestingKms.tag("a", "b")));
        assertEquals(Struct.empty(), usage(id));
        assertEquals(0, kms.keyward().usage().save());
    }

    @Test
    void aCallFromAnotherAccountIsAUse() {
        kms.keyward()
                .setKeyPolicy(
                        TestingKms.arn(id),
                        TestingKms.policy(TestingKms.allowTo(
                                "arn:aws:iam::" + TestingKeyward.OTHER_ACCOUNT + ":root",
                                "kms:Encrypt")));
        kms.callFromElsewhere(
                "Encrypt", "KeyId", TestingKms.arn(id).toString(), "Plaintext", MESSAGE);
        assertEquals("Encrypt", usage(id).requiredText("Operation"));
    }

    @Test
    void aKeyThatIsDeletedTakesItsUseAlong() {
        encrypt();
        kms.keyward().usage().save();
        encrypt();
        kms.call("ScheduleKeyDeletion", "KeyId", id, "PendingWindowInDays", 7);
        kms.keyward().clock().advance(Duration.ofDays(8));
        assertEquals(1, kms.deletion().deleteDueKeys(kms.keyward().clock().instant()));
        assertEquals(Optional.empty(), stored(id));
        kms.keyward().usage().save();
        assertEquals(Optional.empty(), stored(id));
    }
}
