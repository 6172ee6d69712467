package dev.keyward.server.kms.tag;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.assertTexts;
import static dev.keyward.server.kms.TestingKms.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.kms.TestingKms;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ListResourceTagsTest {

    private final TestingKms kms = new TestingKms();
    private final String id =
            kms.createKey("Tags", List.of(tag("c", "3"), tag("a", "1"), tag("b", "2")));

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void listsKeysAndValuesByKey() {
        assertEquals(
                List.of(tag("a", "1"), tag("b", "2"), tag("c", "3")),
                kms.call("ListResourceTags", "KeyId", id).structs("Tags"));
    }

    @Test
    void pages() {
        var first = kms.call("ListResourceTags", "KeyId", id, "Limit", 2);
        assertTexts(List.of("a", "b"), first, "Tags", "TagKey");
        assertEquals(Optional.of(true), first.bool("Truncated"));
        var marker = first.requiredText("NextMarker");
        var rest = kms.call("ListResourceTags", "KeyId", id, "Limit", 2, "Marker", marker);
        assertTexts(List.of("c"), rest, "Tags", "TagKey");
        assertEquals(Optional.of(false), rest.bool("Truncated"));
        assertFalse(rest.has("NextMarker"));
        var other = kms.createKey();
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> kms.call("ListResourceTags", "KeyId", other, "Marker", marker));
    }

    @Test
    void listsNothingOfAKeyWithoutTags() {
        var output = kms.call("ListResourceTags", "KeyId", kms.createKey());
        assertEquals(List.of(), output.structs("Tags"));
        assertEquals(Optional.of(false), output.bool("Truncated"));
    }
}
