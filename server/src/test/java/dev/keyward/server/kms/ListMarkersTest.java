package dev.keyward.server.kms;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.wire.Struct;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The markers of every list of KMS that has more than one page. */
final class ListMarkersTest {

    private static final String ROOT = "arn:aws:iam::123456789012:root";

    /** Each list with the member that holds its entries. */
    private static final Map<String, String> LISTS = Map.of(
            "ListKeys", "Keys",
            "ListAliases", "Aliases",
            "ListResourceTags", "Tags",
            "ListGrants", "Grants",
            "ListKeyRotations", "Rotations",
            "ListRetirableGrants", "Grants");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestingKms kms;

    private String id = "";

    @BeforeEach
    void makeTwoOfEverything() {
        kms = TestingKms.in(directory);
        id = kms.createKey("Tags", List.of(TestingKms.tag("a", "1"), TestingKms.tag("b", "2")));
        kms.createKey();
        for (var count = 0; count < 2; count++) {
            kms.call("CreateAlias", "AliasName", "alias/number-" + count, "TargetKeyId", id);
            kms.call("RotateKeyOnDemand", "KeyId", id);
            kms.advance(Duration.ofDays(1));
            kms.call(
                    "CreateGrant",
                    "KeyId",
                    id,
                    "GranteePrincipal",
                    ROOT,
                    "RetiringPrincipal",
                    ROOT,
                    "Operations",
                    List.of(count == 0 ? "Encrypt" : "Decrypt"));
        }
    }

    @AfterEach
    void close() {
        kms.close();
    }

    private Struct list(String operation, Object... more) {
        var members = new ArrayList<>(List.of(more));
        switch (operation) {
            case "ListResourceTags", "ListGrants", "ListKeyRotations" ->
                members.addAll(List.of("KeyId", id));
            case "ListRetirableGrants" -> members.addAll(List.of("RetiringPrincipal", ROOT));
            default -> {
                // Needs nothing.
            }
        }
        return kms.call(operation, members.toArray());
    }

    private Map<String, String> markers() {
        var markers = new LinkedHashMap<String, String>();
        for (var operation : LISTS.keySet()) {
            var page = list(operation, "Limit", 1);
            assertTrue(page.flag("Truncated"), operation);
            markers.put(operation, page.requiredText("NextMarker"));
        }
        return markers;
    }

    private void assertRefusedMarker(String operation, String marker) {
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> list(operation, "Marker", marker));
    }

    @Test
    void leadOnAfterARestart() {
        var before = new LinkedHashMap<String, List<Struct>>();
        LISTS.forEach((operation, member) ->
                before.put(operation, list(operation, "Limit", 100).structs(member)));
        var markers = markers();
        kms = kms.restartIn(directory);
        LISTS.forEach((operation, member) -> {
            var all = before.getOrDefault(operation, List.of());
            var marker = markers.getOrDefault(operation, "");
            var rest = list(operation, "Marker", marker, "Limit", 100);
            assertEquals(
                    String.valueOf(all.subList(1, all.size())),
                    String.valueOf(rest.structs(member)),
                    operation);
        });
    }

    @Test
    void areForTheirOwnListOnly() {
        markers()
                .forEach((from, marker) -> LISTS.keySet().stream()
                        .filter(to -> !to.equals(from))
                        .forEach(to -> assertRefusedMarker(to, marker)));
    }

    @Test
    void areRefusedOnceTheyWereChanged() {
        markers().forEach((operation, marker) -> {
            for (var index = 0; index < marker.length(); index += 7) {
                var changed = new StringBuilder(marker);
                changed.setCharAt(index, marker.charAt(index) == 'A' ? 'B' : 'A');
                assertRefusedMarker(operation, changed.toString());
            }
            assertRefusedMarker(operation, marker.substring(4));
            assertRefusedMarker(operation, "made-up");
        });
    }

    @Test
    void tellNothingOfWhereTheListGoesOn() {
        markers().forEach((operation, marker) -> {
            assertTrue(marker.matches("[0-9A-Za-z_-]{40,1024}"), operation);
            assertTrue(!marker.contains(id), operation);
        });
    }
}
