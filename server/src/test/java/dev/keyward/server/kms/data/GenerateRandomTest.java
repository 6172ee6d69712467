package dev.keyward.server.kms.data;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.kms.TestingKms;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GenerateRandomTest {

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void answersWithOtherBytesEachTime() {
        var one = kms.call("GenerateRandom", "NumberOfBytes", 1024).requiredBlob("Plaintext");
        var other = kms.call("GenerateRandom", "NumberOfBytes", 1024).requiredBlob("Plaintext");
        assertEquals(1024, one.length);
        assertFalse(Arrays.equals(one, other));
    }

    @Test
    void needsALengthWithinItsLimits() {
        assertRefused(
                "ValidationException",
                "NumberOfBytes is required.",
                () -> kms.call("GenerateRandom"));
        assertRefused(
                "ValidationException",
                "1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint:"
                        + " Member must have value greater than or equal to 1",
                () -> kms.call("GenerateRandom", "NumberOfBytes", 0));
        assertRefused(
                "ValidationException",
                "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint:"
                        + " Member must have value less than or equal to 1024",
                () -> kms.call("GenerateRandom", "NumberOfBytes", 1025));
    }

    @Test
    void saysHonestlyWhatIsNotServedYet() {
        assertRefused(
                "UnsupportedOperationException",
                "Keyward does not serve CustomKeyStoreId yet",
                () -> kms.call(
                        "GenerateRandom",
                        "NumberOfBytes",
                        8,
                        "CustomKeyStoreId",
                        "cks-1234567890abcdef0"));
    }

    @Test
    void isAllowedByIamAlone() {
        var user = kms.keyward().user("app");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/app is not authorized to perform: kms:GenerateRandom"
                        + " on resource: * because no identity-based policy allows the"
                        + " kms:GenerateRandom action",
                () -> kms.callAs(user, "GenerateRandom", "NumberOfBytes", 8));
    }
}
