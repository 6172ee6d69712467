package dev.keyward.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.policy.AccountId;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.model.Region;
import dev.keyward.server.service.Markers.Listing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MarkersTest {

    private static final AccountId ACCOUNT = new AccountId("123456789012");
    private static final Region REGION = new Region("eu-central-1");
    private static final Listing KEYS = new Listing("kms:ListKeys", ACCOUNT, REGION, "");

    private final Markers markers = newMarkers();

    private static Markers newMarkers() {
        return new Markers(RootKey.generate(Providers.best(), new TestingRandom()));
    }

    @Test
    void opensWhatItSealed() {
        assertEquals(Optional.of("alias/ä"), markers.open(KEYS, markers.seal(KEYS, "alias/ä")));
    }

    @Test
    void opensNoMarkerOfAnotherList() {
        var marker = markers.seal(KEYS, "k1");
        for (var other : new Listing[] {
            new Listing("kms:ListAliases", ACCOUNT, REGION, ""),
            new Listing("kms:ListKeys", new AccountId("210987654321"), REGION, ""),
            new Listing("kms:ListKeys", ACCOUNT, Region.US_EAST_1, ""),
            new Listing("kms:ListKeys", ACCOUNT, REGION, "/path/"),
        }) {
            assertEquals(Optional.empty(), markers.open(other, marker), other.toString());
        }
    }

    @Test
    void opensNothingThatWasChangedOrMadeUp() {
        var marker = markers.seal(KEYS, "k1");
        for (var at = 0; at < marker.length(); at++) {
            var changed = marker.substring(0, at)
                    + (marker.charAt(at) == 'A' ? 'B' : 'A')
                    + marker.substring(at + 1);
            // The last character may hold bits that mean nothing, and then decoding refuses it.
            assertTrue(markers.open(KEYS, changed).isEmpty(), changed);
        }
        assertTrue(markers.open(KEYS, "").isEmpty());
        assertTrue(markers.open(KEYS, "k1").isEmpty());
        assertTrue(markers.open(KEYS, "not base 64 ä").isEmpty());
        assertTrue(markers.open(KEYS, "A".repeat(100_000)).isEmpty());
        assertTrue(newMarkers().open(KEYS, marker).isPresent(), "same root key in this test");
    }

    @Test
    void doesNotShowTheSortKey() {
        assertFalse(markers.seal(KEYS, "secretname").contains("secretname"));
    }

    @Test
    void fitsTheLimitsOfTheApis() {
        assertTrue(markers.seal(KEYS, "n".repeat(128)).length() <= 320);
        assertTrue(markers.seal(KEYS, "n".repeat(256)).length() <= 1024);
    }
}
