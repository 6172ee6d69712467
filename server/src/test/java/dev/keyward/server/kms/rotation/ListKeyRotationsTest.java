package dev.keyward.server.kms.rotation;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ListKeyRotationsTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    private String material() {
        return kms.stored(id).currentMaterialId().orElseThrow();
    }

    private List<Struct> list(Object... more) {
        var members = new ArrayList<Object>(List.of("KeyId", id));
        members.addAll(List.of(more));
        return kms.call("ListKeyRotations", members.toArray()).structs("Rotations");
    }

    @Test
    void aKeyThatWasNeverRotatedHasItsFirstMaterialOnly() {
        assertEquals(List.of(), list());
        assertEquals(List.of(), list("IncludeKeyMaterial", "ROTATIONS_ONLY"));
        assertEquals(
                List.of(TestingKms.struct(
                        "KeyId", id, "KeyMaterialId", material(), "KeyMaterialState", "CURRENT")),
                list("IncludeKeyMaterial", "ALL_KEY_MATERIAL"));
    }

    @Test
    void tellsHowAndWhenEachMaterialBecameCurrent() {
        var first = material();
        kms.call("EnableKeyRotation", "KeyId", id, "RotationPeriodInDays", 90);
        var early = kms.advance(Duration.ofDays(1));
        kms.call("RotateKeyOnDemand", "KeyId", id);
        var second = material();
        var late = kms.advance(Duration.ofDays(89));
        kms.rotations().rotateDueKeys(late);

        var rotations = list();
        assertEquals(2, rotations.size());
        assertRotation(rotations.getFirst(), second, "NON_CURRENT", "ON_DEMAND", early);
        assertRotation(rotations.getLast(), material(), "CURRENT", "AUTOMATIC", late);
        var all = list("IncludeKeyMaterial", "ALL_KEY_MATERIAL");
        assertEquals(rotations, all.subList(1, 3));
        assertEquals(
                TestingKms.struct(
                        "KeyId", id, "KeyMaterialId", first, "KeyMaterialState", "NON_CURRENT"),
                all.getFirst());
    }

    private void assertRotation(
            Struct shown, String material, String state, String type, Instant date) {
        assertEquals(id, shown.requiredText("KeyId"));
        assertEquals(material, shown.requiredText("KeyMaterialId"));
        assertEquals(state, shown.requiredText("KeyMaterialState"));
        assertEquals(type, shown.requiredText("RotationType"));
        assertEquals(Optional.of(date), shown.time("RotationDate"));
    }

    @Test
    void goesOnWhereAPageEnds() {
        for (var count = 0; count < 5; count++) {
            kms.advance(Duration.ofSeconds(1));
            kms.call("RotateKeyOnDemand", "KeyId", id);
        }
        var whole = list();
        var pages = new ArrayList<Struct>();
        var page = kms.call("ListKeyRotations", "KeyId", id, "Limit", 2);
        pages.addAll(page.structs("Rotations"));
        while (page.flag("Truncated")) {
            var marker = page.requiredText("NextMarker");
            page = kms.call("ListKeyRotations", "KeyId", id, "Limit", 2, "Marker", marker);
            pages.addAll(page.structs("Rotations"));
        }
        assertEquals(5, pages.size());
        assertEquals(whole, pages);
        assertEquals(Optional.empty(), page.text("NextMarker"));
    }

    @Test
    void refusesAMarkerOfAnotherList() {
        kms.call("RotateKeyOnDemand", "KeyId", id);
        kms.call("RotateKeyOnDemand", "KeyId", id);
        var marker =
                kms.call("ListKeyRotations", "KeyId", id, "Limit", 1).requiredText("NextMarker");
        var other = kms.createKey();
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> kms.call("ListKeyRotations", "KeyId", other, "Marker", marker));
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> list("IncludeKeyMaterial", "ALL_KEY_MATERIAL", "Marker", marker));
    }

    @Test
    void refusesAKeyThatIsNotSymmetric() {
        var hmac = kms.createKey("KeySpec", "HMAC_256", "KeyUsage", "GENERATE_VERIFY_MAC");
        assertRefused(
                "UnsupportedOperationException",
                "",
                () -> kms.call("ListKeyRotations", "KeyId", hmac));
        TestingKms.assertNotFound(
                TestingKms.NO_KEY, () -> kms.call("ListKeyRotations", "KeyId", TestingKms.NO_KEY));
    }
}
