package dev.keyward.server.kms.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.crypto.RandomSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class KeyIdsTest {

    private static final RandomSource ONES = length -> {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    };

    @Test
    void areRandomUuidsOfVersionFour() {
        assertEquals("ffffffff-ffff-4fff-bfff-ffffffffffff", KeyIds.next(ONES));
        assertEquals("00000000-0000-4000-8000-000000000000", KeyIds.next(byte[]::new));
    }

    @Test
    void ofMultiRegionKeysShowIt() {
        assertEquals("mrk-ffffffffffff4fffbfffffffffffffff", KeyIds.nextMultiRegion(ONES));
    }
}
