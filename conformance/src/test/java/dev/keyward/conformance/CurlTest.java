package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** curl, which signs requests by itself: no SDK is needed. */
final class CurlTest {

    private static RunningKeyward keyward;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
    }

    @AfterAll
    static void stop() {
        keyward.close();
    }

    private String curl(String secret, String operation, String body) {
        return Program.run(
                        folder,
                        Map.of(),
                        List.of(
                                "curl",
                                "--silent",
                                "--show-error",
                                "--aws-sigv4",
                                "aws:amz:" + RunningKeyward.REGION.id() + ":kms",
                                "--user",
                                RunningKeyward.ROOT.accessKeyId() + ":" + secret,
                                "--header",
                                "Content-Type: application/x-amz-json-1.1",
                                "--header",
                                "X-Amz-Target: TrentService." + operation,
                                "--data-binary",
                                body,
                                "--write-out",
                                " %{http_code}",
                                keyward.endpoint() + "/"))
                .assertSuccess()
                .output();
    }

    @Test
    void aSignedRequestIsAnswered() {
        var secret = RunningKeyward.ROOT.secretAccessKey();
        var made = curl(secret, "CreateKey", "{\"Description\":\"by curl\"}");
        assertTrue(made.endsWith(" 200"), made);
        assertTrue(made.contains("\"Description\":\"by curl\""), made);
        var random = curl(secret, "GenerateRandom", "{\"NumberOfBytes\":3}");
        assertTrue(random.matches("\\{\"Plaintext\":\"[0-9A-Za-z+/]{4}\"} 200"), random);
    }

    @Test
    void aWrongSecretIsRefused() {
        var answer = curl("wrong/secret/of+forty/characters00000000", "ListKeys", "{}");
        assertTrue(answer.endsWith(" 400"), answer);
        assertTrue(answer.contains("InvalidSignatureException"), answer);
        assertEquals(-1, answer.indexOf(RunningKeyward.ROOT.secretAccessKey()));
    }
}
