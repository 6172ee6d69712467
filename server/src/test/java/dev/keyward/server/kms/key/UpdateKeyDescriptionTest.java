package dev.keyward.server.kms.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UpdateKeyDescriptionTest {

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void replacesTheDescriptionAndNothingElse() {
        var id = kms.createKey("Description", "before");
        var before = kms.stored(id);
        assertEquals(
                Struct.empty(),
                kms.call("UpdateKeyDescription", "KeyId", id, "Description", "after"));
        assertEquals(before.withDescription("after"), kms.stored(id));
        kms.call("UpdateKeyDescription", "KeyId", id, "Description", "");
        assertEquals("", kms.stored(id).description());
    }
}
