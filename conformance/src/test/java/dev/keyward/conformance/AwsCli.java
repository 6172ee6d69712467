package dev.keyward.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The AWS CLI as Debian ships it, or whichever is on the path, with nothing changed but the endpoint. */
record AwsCli(RunningKeyward keyward, Path folder) {

    private static final Path DEBIANS = Path.of("/usr/bin/aws");

    /** The program that is run. */
    static String program() {
        return Files.isExecutable(DEBIANS) ? DEBIANS.toString() : "aws";
    }

    /** Runs it with {@code credentials}, or whatever else its environment shall have. */
    Program.Result run(Map<String, String> credentials, String... words) {
        var command = new ArrayList<String>();
        command.add(program());
        command.addAll(
                List.of("--endpoint-url", keyward.endpoint().toString(), "--output", "text"));
        command.addAll(List.of(words));
        var environment = new HashMap<>(Map.of(
                "AWS_DEFAULT_REGION", "eu-central-1",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "AWS_EC2_METADATA_DISABLED", "true"));
        environment.putAll(credentials);
        return Program.run(folder, environment, command);
    }

    /** What it prints for the root user, which must succeed. */
    String root(String... words) {
        return run(
                        credentials(
                                RunningKeyward.ROOT.accessKeyId(),
                                RunningKeyward.ROOT.secretAccessKey()),
                        words)
                .assertSuccess()
                .output()
                .strip();
    }

    static Map<String, String> credentials(String id, String secret) {
        return Map.of("AWS_ACCESS_KEY_ID", id, "AWS_SECRET_ACCESS_KEY", secret);
    }
}
