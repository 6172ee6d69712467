package dev.keyward.server.kms.keypolicy;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ListKeyPoliciesTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void listsTheOneThatThereIs() {
        assertEquals(
                TestingKms.struct("PolicyNames", List.of("default"), "Truncated", false),
                kms.call("ListKeyPolicies", "KeyId", id));
    }

    @Test
    void refusesAMarkerSinceItGivesNone() {
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> kms.call("ListKeyPolicies", "KeyId", id, "Marker", "x"));
    }
}
