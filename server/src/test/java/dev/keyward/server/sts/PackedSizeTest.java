package dev.keyward.server.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingRandom;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class PackedSizeTest {

    private static SessionInput policy(String text) {
        return SessionInput.read(Struct.builder().put("Policy", text).build());
    }

    @Test
    void growsWithWhatIsPacked() {
        var little = PackedSize.requireFitting(policy("{\"Statement\":[]}"));
        var more = PackedSize.requireFitting(policy(randomText(900)));
        assertTrue(little >= 1 && little < more && more <= 100, little + " and " + more);
    }

    @Test
    void refusesWhatDoesNotFit() {
        var refusal = assertThrows(
                ServiceException.class, () -> PackedSize.requireFitting(policy(randomText(4000))));
        assertEquals(StsError.PACKED_POLICY_TOO_LARGE, refusal.code());
        assertTrue(refusal.text()
                .orElseThrow()
                .matches("Packed policy consumes \\d+% of allotted space, please use smaller"
                        + " policy\\."));
    }

    private static String randomText(int bytes) {
        return Base64.getEncoder().encodeToString(new TestingRandom().bytes(bytes));
    }
}
