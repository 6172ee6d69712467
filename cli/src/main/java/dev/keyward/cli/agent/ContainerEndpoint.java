package dev.keyward.cli.agent;

import dev.keyward.cli.agent.Exchange.Answer;
import dev.keyward.cli.agent.Exchange.Asked;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The container credentials endpoint: whoever brings the token of the token file gets the credentials. The
 * file is read for each request, so that it may be replaced; an empty one lets nobody in.
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "Container credential provider".
 */
final class ContainerEndpoint {

    /** What {@code AWS_CONTAINER_CREDENTIALS_FULL_URI} ends in. */
    static final String PATH = "/v1/credentials";

    private static final int MOST_TOKEN_BYTES = 16_384;

    private final Optional<Path> tokenFile;
    private final KeptCredentials credentials;

    ContainerEndpoint(Optional<Path> tokenFile, KeptCredentials credentials) {
        this.tokenFile = tokenFile;
        this.credentials = credentials;
    }

    Answer answer(Asked asked) {
        if (tokenFile.isEmpty()) {
            return Answer.status(404);
        }
        if (!asked.method().equals("GET")) {
            return Answer.status(405);
        }
        try {
            if (!isRight(asked.header("Authorization").orElse(""), tokenFile.get())) {
                return Answer.status(401);
            }
            var current = credentials.current();
            return Answer.json(JsonText.of(json -> {
                json.writeStringField("RoleArn", current.role().arn());
                json.writeStringField("AccessKeyId", current.accessKeyId());
                json.writeStringField("SecretAccessKey", current.secretAccessKey());
                json.writeStringField("Token", current.sessionToken());
                json.writeStringField("Expiration", MetadataService.text(current.expires()));
            }));
        } catch (IOException none) {
            return Answer.status(503);
        }
    }

    private static boolean isRight(String given, Path file) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_TOKEN_BYTES);
        }
        var expected = new String(bytes, StandardCharsets.UTF_8).strip();
        return !expected.isEmpty()
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8),
                        given.getBytes(StandardCharsets.UTF_8));
    }
}
