package dev.keyward.cli.agent;

import java.time.Duration;
import java.time.Instant;

/** Temporary credentials of the role that the host has. */
public record HostCredentials(
        String accessKeyId,
        String secretAccessKey,
        String sessionToken,
        Instant issued,
        Instant expires,
        HostRole role) {

    /** How long before their end AWS has new ones ready at the latest is five minutes. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /** When to have new ones: ten minutes before the end, or at half of a short life. */
    Instant renewal() {
        var half = Duration.between(issued, expires).dividedBy(2);
        return expires.minus(half.compareTo(AHEAD) < 0 ? half : AHEAD);
    }

    /** Names the access key only. */
    @Override
    public String toString() {
        return "HostCredentials[" + accessKeyId + "]";
    }
}
