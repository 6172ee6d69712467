package dev.keyward.server.kms.key;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.kms.TestingKms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ListKeysTest {

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void listsNothingWhereThereIsNothing() {
        var output = kms.call("ListKeys");
        assertEquals(List.of(), output.structs("Keys"));
        assertEquals(Optional.of(false), output.bool("Truncated"));
        assertFalse(output.has("NextMarker"));
    }

    @Test
    void pagesThroughAllKeysInOrder() {
        var expected = new TreeSet<String>();
        for (var count = 0; count < 7; count++) {
            expected.add(kms.createKey());
        }
        var seen = new ArrayList<String>();
        var output = kms.call("ListKeys", "Limit", 3);
        while (true) {
            for (var entry : output.structs("Keys")) {
                var id = entry.requiredText("KeyId");
                assertEquals(TestingKms.arn(id).toString(), entry.requiredText("KeyArn"));
                seen.add(id);
            }
            if (!output.flag("Truncated")) {
                break;
            }
            output = kms.call("ListKeys", "Limit", 2, "Marker", output.requiredText("NextMarker"));
        }
        assertEquals(List.copyOf(expected), seen);
    }

    @Test
    void listsTheKeysOfTheCallersOwnAccountOnly() {
        kms.createKey();
        assertEquals(List.of(), kms.callFromElsewhere("ListKeys").structs("Keys"));
    }

    @Test
    void refusesAMarkerThatItDidNotGiveForThisList() {
        kms.createKey();
        kms.createKey();
        var marker = kms.call("ListKeys", "Limit", 1).requiredText("NextMarker");
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> kms.call("ListKeys", "Marker", "made up"));
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> kms.callFromElsewhere("ListKeys", "Marker", marker));
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> kms.call("ListAliases", "Marker", marker));
    }

    @Test
    void isAllowedByIamAlone() {
        var user = kms.keyward().user("reader");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/reader is not authorized to perform: kms:ListKeys"
                        + " on resource: * because no identity-based policy allows the kms:ListKeys action",
                () -> kms.callAs(user, "ListKeys"));
        kms.keyward().allow(user, TestingKms.allowing("kms:ListKeys"));
        kms.callAs(user, "ListKeys");
    }
}
