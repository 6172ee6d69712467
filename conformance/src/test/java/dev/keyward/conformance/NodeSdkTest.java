package dev.keyward.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The AWS SDK for JavaScript; its tests stand in {@code conformance/node}. */
final class NodeSdkTest {

    private static final Path FOLDER = Path.of("node").toAbsolutePath();

    @Test
    void theSdkForJavaScriptIsServed() {
        if (!Files.isDirectory(FOLDER.resolve("node_modules/@aws-sdk/client-kms"))) {
            Program.run(FOLDER, Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund"))
                    .assertSuccess();
        }
        try (var keyward = RunningKeyward.start()) {
            Program.run(
                            FOLDER,
                            Map.of(
                                    "KEYWARD_ENDPOINT", keyward.endpoint().toString(),
                                    "AWS_ACCESS_KEY_ID", RunningKeyward.ROOT.accessKeyId(),
                                    "AWS_SECRET_ACCESS_KEY", RunningKeyward.ROOT.secretAccessKey()),
                            List.of("node", "--test"))
                    .assertSuccess();
        }
    }
}
