package dev.keyward.server.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class ServedRegionsTest {

    @Test
    void areThoseThatAreNamed() {
        var served = new ServedRegions(Set.of(new Region("eu-central-1"), Region.US_EAST_1));
        assertTrue(served.has("eu-central-1"));
        assertTrue(served.has("us-east-1"));
        assertFalse(served.has("us-east-2"));
        assertFalse(served.has("nowhere"));
    }

    @Test
    void areAllOfThePartitionIfNoneIsNamed() {
        assertTrue(ServedRegions.ALL.has("ap-south-1"));
        assertFalse(ServedRegions.ALL.has("cn-north-1"));
        assertFalse(ServedRegions.ALL.has(""));
    }
}
