package dev.keyward.policy.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.PolicyKind;
import org.junit.jupiter.api.Test;

/** What the bench measures is answered rightly, and is as large as it says. */
final class WorkloadTest {

    private static String answer(Workload.Request request) {
        return switch (request) {
            case ALLOW -> "allow key key#K1Root + identity p3#P3S5Decrypt";
            case IMPLICIT_DENY -> "missing identity";
            case EXPLICIT_DENY_IDENTITY -> "deny identity p2#P2S5DenyOutsideNet";
            case EXPLICIT_DENY_KEY -> "deny key key#K4DenyOutsideOrg";
        };
    }

    @Test
    void engineAndReferenceAgreeOnEveryRequest() {
        for (var size : Workload.Size.values()) {
            for (var request : Workload.Request.values()) {
                var workload = Workload.of(size, request);
                assertEquals(workload.reference(), workload.engine(), size + " " + request);
                assertEquals(
                        answer(request),
                        workload.engine().lines().findFirst().orElseThrow(),
                        size + " " + request);
            }
        }
    }

    @Test
    void theLargestFillWhatAwsAllows() {
        var workload = Workload.of(Workload.Size.LARGEST, Workload.Request.ALLOW);
        var key = workload.documents(PolicyKind.KEY_POLICY).getFirst();
        assertBetween(32_400, key.text().length(), 32_768);
        var identity = workload.documents(PolicyKind.IDENTITY);
        assertEquals(11, identity.size());
        assertBetween(9_900, identity.getFirst().text().length(), 10_240);
        for (var managed : identity.subList(1, identity.size())) {
            assertBetween(5_800, managed.text().length(), 6_144);
        }
    }

    private static void assertBetween(int least, int length, int most) {
        assertTrue(least <= length && length <= most, length + " characters");
    }
}
