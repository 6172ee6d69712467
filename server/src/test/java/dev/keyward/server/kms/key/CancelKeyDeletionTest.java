package dev.keyward.server.kms.key;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KeyState;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CancelKeyDeletionTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void leavesTheKeyDisabledAndThereforeToBeEnabled() {
        kms.call("ScheduleKeyDeletion", "KeyId", id);
        var output = kms.call("CancelKeyDeletion", "KeyId", id);
        assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
        assertEquals(KeyState.DISABLED, kms.stored(id).state());
        assertEquals(Optional.empty(), kms.stored(id).deletion());
        kms.call("EnableKey", "KeyId", id);
        kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1});
    }

    @Test
    void refusesAKeyThatIsNotPendingDeletion() {
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is not pending deletion.",
                () -> kms.call("CancelKeyDeletion", "KeyId", id));
    }
}
