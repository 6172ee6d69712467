package dev.keyward.server.kms.key;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.assertNotFound;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KeyDeletionTest {

    private static final Instant DUE = TestingKeyward.START.plus(Duration.ofDays(7));

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    private void schedule(String keyId) {
        kms.call("ScheduleKeyDeletion", "KeyId", keyId, "PendingWindowInDays", 7);
    }

    @Test
    void deletesNothingBeforeTheTime() {
        schedule(id);
        assertEquals(0, kms.deletion().deleteDueKeys(DUE.minusMillis(1)));
        kms.call("CancelKeyDeletion", "KeyId", id);
        assertEquals(0, kms.deletion().deleteDueKeys(DUE.plus(Duration.ofDays(300))));
    }

    @Test
    void deletesTheKeyWithItsMaterialAliasesAndTagsForGood() {
        var material = kms.stored(id).currentMaterialId().orElseThrow();
        var blob = kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1})
                .requiredBlob("CiphertextBlob");
        kms.call("CreateAlias", "AliasName", "alias/gone", "TargetKeyId", id);
        schedule(id);

        assertEquals(1, kms.deletion().deleteDueKeys(DUE));

        assertNotFound(id, () -> kms.call("DescribeKey", "KeyId", id));
        assertNotFound(id, () -> kms.call("CancelKeyDeletion", "KeyId", id));
        assertTrue(kms.keyward()
                .store()
                .read(snapshot -> snapshot.materials().find(TestingKms.arn(id), material))
                .isEmpty());
        assertTrue(kms.call("ListAliases").structs("Aliases").stream()
                .noneMatch(alias -> alias.requiredText("AliasName").equals("alias/gone")));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:Decrypt on the"
                        + " resource associated with this ciphertext because the resource does not exist"
                        + " in this Region, no resource-based policies allow access, or a resource-based"
                        + " policy explicitly denies access",
                () -> kms.call("Decrypt", "CiphertextBlob", blob));
    }

    @Test
    void deletesManyAtOnceAndLeavesTheOthers() {
        var keep = kms.createKey();
        for (var count = 0; count < 120; count++) {
            schedule(kms.createKey());
        }
        assertEquals(120, kms.deletion().deleteDueKeys(DUE));
        assertEquals(0, kms.deletion().deleteDueKeys(DUE));
        kms.call("DescribeKey", "KeyId", keep);
        assertEquals(Optional.of(false), kms.call("ListKeys").bool("Truncated"));
    }
}
