package dev.keyward.server.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class RegionTest {

    @Test
    void takesCodesOfTheAwsPartition() {
        assertEquals("us-east-1", Region.US_EAST_1.code());
        assertTrue(Region.isRegion("eu-central-1"));
        assertTrue(Region.isRegion("ap-southeast-4"));
        assertTrue(Region.isRegion("mx-central-1"));
    }

    @Test
    void refusesOtherPartitionsAndOtherTexts() {
        assertFalse(Region.isRegion("cn-north-1"));
        assertFalse(Region.isRegion("us-gov-west-1"));
        assertFalse(Region.isRegion("EU-CENTRAL-1"));
        assertFalse(Region.isRegion("eu-central-1\n"));
        assertThrows(IllegalArgumentException.class, () -> new Region(""));
    }
}
