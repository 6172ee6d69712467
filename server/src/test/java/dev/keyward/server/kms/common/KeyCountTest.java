package dev.keyward.server.kms.common;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_REGION;
import static dev.keyward.server.TestingKeyward.assertRefused;

import org.junit.jupiter.api.Test;

final class KeyCountTest {

    @Test
    void isAsHighAsAwsHasItForEachRegion() {
        KeyCount.requireRoom(99_999, ACCOUNT, OTHER_REGION);
        assertRefused(
                "LimitExceededException",
                "there are 100000 keys in account 123456789012 and Region us-east-1, the most that there"
                        + " can be",
                () -> KeyCount.requireRoom(100_000, ACCOUNT, OTHER_REGION));
    }
}
