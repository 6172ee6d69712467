package dev.keyward.cli.agent;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tokens of IMDSv2 that are in force. Each is as good for its time as AWS's; of very many the oldest go
 * first.
 *
 * <p>Safe for use by many threads.
 */
final class MetadataTokens {

    private static final int MOST = 10_000;
    private static final int BYTES = 36;

    private final SecureRandom random;
    private final Map<String, Instant> ends = new LinkedHashMap<>(); // guarded by this

    MetadataTokens(SecureRandom random) {
        this.random = random;
    }

    /** A fresh one. */
    synchronized String issue(Duration life, Instant now) {
        ends.values().removeIf(end -> !now.isBefore(end));
        var oldest = ends.keySet().iterator();
        if (ends.size() >= MOST) {
            oldest.next();
            oldest.remove();
        }
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().encodeToString(bytes);
        ends.put(token, now.plus(life));
        return token;
    }

    /** Whether {@code token} was issued here and its time is not over. */
    synchronized boolean isGood(String token, Instant now) {
        var end = ends.get(token);
        return end != null && now.isBefore(end);
    }
}
