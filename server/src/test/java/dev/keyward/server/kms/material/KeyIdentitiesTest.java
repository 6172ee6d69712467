package dev.keyward.server.kms.material;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.crypto.KeyIdentity;
import dev.keyward.policy.AccountId;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyIdentitiesTest {

    private static final AccountId ACCOUNT = new AccountId("123456789012");
    private static final Region REGION = new Region("eu-central-1");

    @Test
    void nameTheAccountAndTheKeyButNoRegion() {
        assertEquals(new KeyIdentity("123456789012/mrk-1"), KeyIdentities.of(ACCOUNT, "mrk-1"));
    }

    @Test
    void leadBackToTheKeyInAnyRegion() {
        var identity = KeyIdentities.of(ACCOUNT, TestingKms.NO_KEY);
        assertEquals(
                Optional.of(KmsKey.arnOf(ACCOUNT, REGION, TestingKms.NO_KEY)),
                KeyIdentities.keyArn(identity, REGION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012", "12345678901/key", "/key", "key/123456789012"})
    void ofNoKeyLeadNowhere(String made) {
        assertEquals(Optional.empty(), KeyIdentities.keyArn(new KeyIdentity(made), REGION));
    }
}
