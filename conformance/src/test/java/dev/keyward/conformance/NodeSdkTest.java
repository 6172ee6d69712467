package dev.keyward.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The AWS SDK and Encryption SDK for JavaScript; their tests stand in {@code conformance/node}. */
final class NodeSdkTest {

    private static final Path FOLDER = Path.of("node").toAbsolutePath();

    @Test
    void theSdksForJavaScriptAreServed() throws IOException {
        if (!isInstalled()) {
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

    /** Whether what the lock file names was installed since it was changed. */
    private static boolean isInstalled() throws IOException {
        var installed = FOLDER.resolve("node_modules/.package-lock.json");
        return Files.exists(installed)
                && Files.getLastModifiedTime(installed)
                                .compareTo(Files.getLastModifiedTime(
                                        FOLDER.resolve("package-lock.json")))
                        >= 0;
    }
}
