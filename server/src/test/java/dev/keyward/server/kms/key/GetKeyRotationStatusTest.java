package dev.keyward.server.kms.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GetKeyRotationStatusTest {

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void saysThatNothingIsRotated() {
        var id = kms.createKey();
        assertEquals(
                TestingKms.struct("KeyId", id, "KeyRotationEnabled", false),
                kms.call("GetKeyRotationStatus", "KeyId", TestingKms.arn(id).toString()));
    }
}
