package dev.keyward.wire.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SigningKeyTest {

    private static final byte[] SECRET =
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".getBytes(StandardCharsets.UTF_8);

    /** Source: AWS General Reference, "Signature Version 4 signing process", its worked example. */
    @Test
    void signsTheWorkedExampleOfTheDocumentation() {
        var key = SigningKey.derive(SECRET, new Scope("20150830", "us-east-1", "iam"));
        String stringToSign = """
                AWS4-HMAC-SHA256
                20150830T123600Z
                20150830/us-east-1/iam/aws4_request
                f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59""";

        assertEquals(
                "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
                key.sign(stringToSign));
    }

    @Test
    void leavesTheCallersSecretAlone() {
        byte[] secret = SECRET.clone();
        SigningKey.derive(secret, new Scope("20150830", "us-east-1", "iam"));

        assertEquals(
                new String(SECRET, StandardCharsets.UTF_8),
                new String(secret, StandardCharsets.UTF_8));
    }

    @Test
    void showsItsScopeAndNoSecret() {
        var key = SigningKey.derive(SECRET, new Scope("20150830", "us-east-1", "iam"));

        assertEquals("SigningKey[20150830/us-east-1/iam/aws4_request]", key.toString());
        assertFalse(key.toString().contains("wJalr"));
    }
}
