package dev.keyward.server.kms.sign;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VerifyMacTest {

    private static final byte[] MESSAGE = {1, 2, 3};

    private final TestingKms kms = new TestingKms();
    private final String id =
            kms.createKey("KeySpec", "HMAC_384", "KeyUsage", "GENERATE_VERIFY_MAC");
    private final byte[] mac = kms.call(
                    "GenerateMac", "KeyId", id, "Message", MESSAGE, "MacAlgorithm", "HMAC_SHA_384")
            .requiredBlob("Mac");

    @AfterEach
    void close() {
        kms.close();
    }

    private void assertInvalid(byte[] message, byte[] given) {
        assertRefused("KMSInvalidMacException", "", () -> verify(message, given, false));
    }

    private Struct verify(byte[] message, byte[] given, boolean dryRun) {
        return kms.call(
                "VerifyMac",
                "KeyId",
                id,
                "Message",
                message,
                "Mac",
                given,
                "MacAlgorithm",
                "HMAC_SHA_384",
                "DryRun",
                dryRun);
    }

    @Test
    void saysThatTheRightMacIsValid() {
        var output = verify(MESSAGE, mac, false);
        assertEquals(Optional.of(true), output.bool("MacValid"));
        assertEquals("HMAC_SHA_384", output.requiredText("MacAlgorithm"));
        assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
    }

    @Test
    void refusesEveryChangeWithoutAMessage() {
        for (var index = 0; index < mac.length; index++) {
            var changed = mac.clone();
            changed[index] ^= 1;
            assertInvalid(MESSAGE, changed);
        }
        assertInvalid(MESSAGE, Arrays.copyOf(mac, mac.length - 1));
        assertInvalid(MESSAGE, Arrays.copyOf(mac, mac.length + 1));
        assertInvalid(new byte[] {1, 2}, mac);
    }

    @Test
    void aDryRunDoesNotTellWhetherTheMacIsRight() {
        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> verify(MESSAGE, mac, true));
    }
}
