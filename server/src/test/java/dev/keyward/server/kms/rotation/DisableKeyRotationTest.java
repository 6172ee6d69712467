package dev.keyward.server.kms.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DisableKeyRotationTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void endsTheRotation() {
        kms.call("EnableKeyRotation", "KeyId", id);
        assertEquals(Struct.empty(), kms.call("DisableKeyRotation", "KeyId", id));
        assertEquals(Optional.empty(), kms.stored(id).rotation());
        assertEquals(0, kms.rotations().rotateDueKeys(kms.advance(Duration.ofDays(3000))));
    }

    @Test
    void doesNothingToAKeyThatIsNotRotated() {
        kms.call("DisableKeyRotation", "KeyId", id);
        assertEquals(Optional.empty(), kms.stored(id).rotation());
    }
}
