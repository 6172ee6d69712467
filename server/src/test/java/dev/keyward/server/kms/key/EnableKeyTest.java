package dev.keyward.server.kms.key;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KeyState;
import dev.keyward.wire.Struct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EnableKeyTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void letsADisabledKeyBeUsedAgain() {
        var sealed = kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1});
        kms.call("DisableKey", "KeyId", id);
        assertEquals(Struct.empty(), kms.call("EnableKey", "KeyId", id));
        assertEquals(KeyState.ENABLED, kms.stored(id).state());
        kms.call("Decrypt", "CiphertextBlob", sealed.requiredBlob("CiphertextBlob"));
    }

    @Test
    void leavesAnEnabledKeyEnabled() {
        kms.call("EnableKey", "KeyId", id);
        assertEquals(KeyState.ENABLED, kms.stored(id).state());
    }

    @Test
    void takesNoAlias() {
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        assertRefused(
                "NotFoundException",
                "Invalid keyId 'alias/mine'",
                () -> kms.call("EnableKey", "KeyId", "alias/mine"));
    }

    @Test
    void cannotBeGivenToAnotherAccount() {
        var open = kms.createKey("Policy", TestingKms.policy(TestingKms.allowTo("*", "kms:*")));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::210987654321:root is not authorized to perform: kms:EnableKey on this"
                        + " resource because the resource does not exist in this Region, no resource-based"
                        + " policies allow access, or a resource-based policy explicitly denies access",
                () -> kms.callFromElsewhere(
                        "EnableKey", "KeyId", TestingKms.arn(open).toString()));
    }
}
