package dev.keyward.server.kms.key;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KeyState;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DisableKeyTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void keepsTheKeyFromBeingUsed() {
        assertEquals(Struct.empty(), kms.call("DisableKey", "KeyId", id));
        var metadata = TestingKms.metadata(kms.call("DescribeKey", "KeyId", id));
        assertEquals(KeyState.DISABLED.wireName(), metadata.requiredText("KeyState"));
        assertEquals(Optional.of(false), metadata.bool("Enabled"));
        assertRefused(
                "DisabledException",
                TestingKms.arn(id) + " is disabled.",
                () -> kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1}));
    }

    @Test
    void needsItsOwnPermission() {
        var user = kms.keyward().user("user");
        kms.keyward().allow(user, TestingKms.allowing("kms:EnableKey"));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/user is not authorized to perform: kms:DisableKey on"
                        + " resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:DisableKey action",
                () -> kms.callAs(user, "DisableKey", "KeyId", id));
        assertEquals(KeyState.ENABLED, kms.stored(id).state());
    }

    @Test
    void isRefusedByAPolicyThatProtectsKeysInUse() {
        kms.keyward().setKeyPolicy(TestingKms.arn(id), TestingKms.policy("""
                        {"Effect": "Deny", "Principal": "*", "Action": "kms:DisableKey", "Resource": "*",
                         "Condition": {"NumericLessThan": {"kms:TrailingDaysWithoutKeyUsage": "30"}}}"""));
        // Never used counts from the day when the key was made.
        kms.keyward().clock().advance(Duration.ofDays(29));
        assertDenied();
        kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1});
        kms.keyward().clock().advance(Duration.ofDays(29));
        kms.keyward().usage().save();
        assertDenied();
        kms.keyward().clock().advance(Duration.ofDays(1));
        kms.call("DisableKey", "KeyId", id);
    }

    private void assertDenied() {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:DisableKey on"
                        + " resource: " + TestingKms.arn(id)
                        + " with an explicit deny in a resource-based policy",
                () -> kms.call("DisableKey", "KeyId", id));
    }
}
