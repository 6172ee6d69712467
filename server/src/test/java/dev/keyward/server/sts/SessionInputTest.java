package dev.keyward.server.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.Arn;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SessionInputTest {

    private static Struct tag(String key, String value) {
        return Struct.builder().put("Key", key).put("Value", value).build();
    }

    private static Struct policyArn(String arn) {
        return Struct.builder().put("arn", arn).build();
    }

    private static void assertRefused(ErrorCode code, String text, Struct input) {
        var refusal = assertThrows(ServiceException.class, () -> SessionInput.read(input));
        assertEquals(code, refusal.code());
        assertEquals(Optional.of(text), refusal.text());
    }

    @Test
    void readsPoliciesAndTags() {
        var input = SessionInput.read(Struct.builder()
                .put("Policy", "{}")
                .putList("PolicyArns", List.of(policyArn("arn:aws:iam::123456789012:policy/a/P")))
                .putList("Tags", List.of(tag("Team", "a"), tag("cost", "")))
                .putTexts("TransitiveTagKeys", List.of("team"))
                .build());
        assertEquals(Optional.of("{}"), input.policies().inline());
        assertEquals(
                List.of(Arn.parse("arn:aws:iam::123456789012:policy/a/P")),
                input.policies().managed());
        assertEquals("a", input.tags().get("Team"));
        assertEquals("", input.tags().get("cost"));
        assertTrue(input.transitiveKeys().contains("TEAM"));
    }

    @Test
    void isEmptyWithoutAny() {
        assertTrue(SessionInput.read(Struct.empty()).isEmpty());
    }

    @Test
    void refusesTagKeysThatDifferInCaseOnly() {
        assertRefused(
                StsError.INVALID_PARAMETER_VALUE,
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                Struct.builder()
                        .putList("Tags", List.of(tag("Team", "a"), tag("team", "b")))
                        .build());
    }

    @Test
    void refusesATransitiveKeyWithoutItsTag() {
        assertRefused(
                StsError.INVALID_PARAMETER_VALUE,
                "The specified transitive tag key must be included in the requested tags.",
                Struct.builder()
                        .putList("Tags", List.of(tag("Team", "a")))
                        .putTexts("TransitiveTagKeys", List.of("cost"))
                        .build());
    }

    @Test
    void refusesTagKeysOfAws() {
        assertRefused(
                CommonError.VALIDATION,
                "Tag keys starting with 'aws:' are reserved for internal use",
                Struct.builder().putList("Tags", List.of(tag("AWS:x", "a"))).build());
    }

    @Test
    void refusesWhatIsNoPolicyArn() {
        for (var text : List.of(
                "arn:aws:iam::123456789012:user/u",
                "arn:aws:s3:::policy/x-xxxxxxxxx",
                "nonsense")) {
            assertRefused(
                    CommonError.VALIDATION,
                    text + " is invalid",
                    Struct.builder()
                            .putList("PolicyArns", List.of(policyArn(text)))
                            .build());
        }
    }

    @Test
    void refusesMoreThanTenPolicyArns() {
        var eleven = Collections.nCopies(11, policyArn("arn:aws:iam::123456789012:policy/P"));
        assertRefused(
                CommonError.VALIDATION,
                "1 validation error detected: Value at 'policyArns' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 10",
                Struct.builder().putList("PolicyArns", eleven).build());
    }
}
